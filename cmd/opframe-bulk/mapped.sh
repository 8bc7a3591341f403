# Read by the scripts beside it, with the folder CORPUS as their first argument: finds or builds the two programs, and maps
# CORPUS as CORPUS.round beside it. The round's workbooks are links, so that what is changed in CORPUS is seen; a folder
# that was made anew since is mapped anew. OPFRAME and OPFRAME_BULK name the programs where they are not in bin.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
opframe=${OPFRAME:-$here/bin/opframe} bulk=${OPFRAME_BULK:-$here/bin/opframe-bulk}
[ -x "$opframe" ] || (cd "$here" && make -s bin/opframe) || exit 1
[ -x "$bulk" ] || (cd "$here" && go build -trimpath -o bin/opframe-bulk ./cmd/opframe-bulk) || exit 1
round=${1%/}.round
first=$(ls "$1/workbooks" | head -n 1)
if ! [ -f "$round/round.yaml" ] || ! [ "$1/workbooks/$first" -ef "$round/responses/$first" ]; then
	rm -rf "$round"
	"$bulk" -from "$1" "$round" || exit 1
fi
# ran CODE: 3 says that the workbooks have problems, which they have on purpose.
ran() { [ "$1" -eq 0 ] || [ "$1" -eq 3 ] || exit "$1"; }
