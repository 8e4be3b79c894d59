package drafting
import ("testing";"os";"path/filepath";"fmt";"github.com/rightslint/rightslint/parse")
func TestDebug(t *testing.T){
 for _,g:=range []string{"/work/shared/docs/*/*.md","/work/shared/gold/safeguards/*.md"} { fs,_:=filepath.Glob(g)
 for _,f:=range fs { b,_:=os.ReadFile(f); d,err:=parse.Parse(f,b,parse.Options{}); if err!=nil{continue}
 n:=newNumbering(d); s:=""
 for u:=section;u<=appendix;u++ { m:=n.main(u); hi:=0; for v:=range m{hi=max(hi,v)}; if len(m)>0 {s+=fmt.Sprintf(" %v:%d/%d,%v",u,len(m),hi,n.understood(u))}}
 nr:=0; for i:=range d.Sentences { for _,r:=range references(d.Sentences[i].Text){ if !external(d.Sentences[i].Text,&r)&& !elsewhere(d,i){nr++}}}
 fmt.Println(filepath.Base(f),nr,s)
 }}
}
