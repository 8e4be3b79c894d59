package pdf
import ("os";"testing";"time";"fmt")
func TestZZ(t *testing.T){
 data,_:=os.ReadFile(os.Getenv("PDF")); b:=&budget{limits:Limits{}.withDefaults(),deadline:time.Now().Add(time.Minute)}
 f,err:=open(data,false,b); fmt.Println(err)
 r := &reader{file: f, doc: &Document{}, fonts: map[string]*font{}, sets: map[string]*fontSet{}}
 p:=f.pages(); fmt.Println(len(p), p[0].value.String())
 c:=r.contents(p[0]); fmt.Println(len(c)); fmt.Printf("%.3000q\n",c)
}
