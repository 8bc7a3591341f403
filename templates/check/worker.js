// What runs in the worker of the page check/: the module, and nothing else. The page sends the compiled module
// first, then files. The worker was made after the page forbade itself every connection, and inherits that.
(() => {
  "use strict";

  let until = Infinity; // on performance.now, when the time for the files at hand is up
  self.opframeStop = () => performance.now() > until;

  const value = (answer) => {
    if (answer.error) throw new Error(answer.error);
    return answer;
  };

  async function start(module) {
    const go = new self.Go();
    const ready = new Promise((done) => (self.opframeReady = done));
    const instance = await WebAssembly.instantiate(module, go.importObject);
    go.run(instance).then(() => self.postMessage({ ended: true }));
    await ready;
    return { frameworks: JSON.parse(value(self.opframeFrameworks()).value) };
  }

  const jobs = {
    start: ({ module }) => start(module),
    look({ files, day, seconds }) {
      until = performance.now() + seconds * 1000;
      return { submissions: JSON.parse(value(self.opframeLook(files, day)).value) };
    },
    keep: ({ index }) => ({ files: value(self.opframeKeep(index)).files }),
  };

  self.onmessage = async ({ data }) => {
    try {
      const answer = await jobs[data.job](data);
      self.postMessage({ id: data.id, ...answer }, (answer.files || []).map((f) => f.data.buffer));
    } catch (e) {
      self.postMessage({ id: data.id, error: e.message });
    }
  };
})();
