package parse
import ("testing")
func BenchmarkZZLang(b *testing.B){ d,_:=Read("/work/shared/gold/safeguards/github-terms-of-service.md"); for b.Loop(){ Language(d)} }
