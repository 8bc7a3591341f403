package workbook

import ("testing";"os";"bytes";"opframe/data/framework";"opframe/data/response")

func TestTry(t *testing.T) {
	dir := os.Getenv("TRYFW"); if dir=="" { dir="testdata/small@1.0" }
	f, err := framework.Load("x", os.DirFS(dir)); if err!=nil {t.Fatal(err)}
	l, err := LoadLayout(f); if err!=nil {t.Fatal(err)}
	p := Prefill{ProviderID:"p1",ProviderName:"Northwind & Sons",ProductID:"x1",ProductName:"Ledger",RoundID:"r1",RoundTitle:"Round 2020",Contact:"Partnership Office, dpo@example.org", Due: f.Published}
	p.Last=&response.Submission{Answers: map[string]response.Answer{"P07":{Understood:true,Value:response.Value{Options:[]string{"yes"}}},"P08":{Understood:true,Value:response.Value{Options:[]string{"totp"}}}}}
	var a, b bytes.Buffer
	if err := WriteXLSX(&a,f,l,p); err!=nil {t.Fatal(err)}
	if err := WriteXLSX(&b,f,l,p); err!=nil {t.Fatal(err)}
	if !bytes.Equal(a.Bytes(),b.Bytes()) {t.Fatal("differ")}
	os.WriteFile("/tmp/wb/q.xlsx",a.Bytes(),0o644)
	a.Reset(); if err := WriteCSV(&a,f,l,p); err!=nil {t.Fatal(err)}
	os.WriteFile("/tmp/wb/q.csv",a.Bytes(),0o644)
}
