package serve

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"strings"
)

// tokenHeader carries the token with everything that sends a document. A page
// of another origin cannot set it without asking first, and is refused then.
const tokenHeader = "X-Rightslint-Token"

// policy allows the page its own script and style and nothing else: text of a
// document that would come to be markup could still do nothing.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// strangerPage is what a person sees who opens the server without the token.
const strangerPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>rightslint</title>
<h1>This is not the whole address</h1>
<p>The page of rightslint opens with the address that the program printed when it was started.
It changes with every start.</p></html>`

// guard refuses what does not come from the page itself: a foreign Host, by
// which a name of the internet could be bound to this machine, a foreign
// Origin, and addresses without the token.
func (s *Server) guard(port int, next http.Handler) http.Handler {
	hosts := []string{fmt.Sprintf("127.0.0.1:%d", port), fmt.Sprintf("localhost:%d", port)}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if !known(r.Host, hosts) {
			http.Error(w, "The host of this request is not this machine.", http.StatusMisdirectedRequest)
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && !known(strings.TrimPrefix(origin, "http://"), hosts) {
			http.Error(w, "This request comes from another page.", http.StatusForbidden)
			return
		}
		first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		if first == "open" && r.Method == http.MethodGet && s.ticket.use(rest) {
			http.Redirect(w, r, "/"+s.token+"/", http.StatusSeeOther)
			return
		}
		if !same(first, s.token) {
			h.Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, strangerPage)
			return
		}
		if r.Method == http.MethodPost && !same(r.Header.Get(tokenHeader), s.token) {
			http.Error(w, "This request lacks the token of the page.", http.StatusForbidden)
			return
		}
		http.StripPrefix("/"+s.token, next).ServeHTTP(w, r)
	})
}

// known reports whether a host is among those of the server.
func known(host string, hosts []string) bool {
	return host == hosts[0] || host == hosts[1]
}

// same compares secrets in constant time.
func same(a, b string) bool {
	return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}
