// Reads a campaign as JSON and writes what listmonk makes of it: the same packages of Go, the same steps
// (CompileTemplate in models/campaigns.go and regTplFuncs in models/common.go of github.com/knadh/listmonk).
package main

import (
	"encoding/json"
	htmltpl "html/template"
	"os"
	"regexp"
	"strings"
	texttpl "text/template"
)

type campaign struct {
	Body, AltBody, Subject, Unsubscribe, Browser string
}

var (
	shorthand = regexp.MustCompile(`(https?://.+?)@TrackLink`)
	tags      = regexp.MustCompile(`{{(\s+)?(UnsubscribeURL|MessageURL)(\s+)?}}`)
)

// inFull writes out what authors may shorten.
func inFull(text string) string {
	text = shorthand.ReplaceAllString(text, `{{ TrackLink "$1" . }}`)
	return tags.ReplaceAllString(text, `{{ $2 . }}`)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var given campaign
	check(json.NewDecoder(os.Stdin).Decode(&given))
	functions := map[string]any{
		"UnsubscribeURL": func(any) string { return given.Unsubscribe },
		"MessageURL":     func(any) string { return given.Browser },
		"TrackLink":      func(string, any) string { return "https://tracked.invalid" },
		"Safe":           func(text string) htmltpl.HTML { return htmltpl.HTML(text) },
	}
	values := map[string]any{"Subscriber": map[string]string{"Email": "WRONG"}}

	base := htmltpl.Must(htmltpl.New("base").Funcs(functions).Parse(`{{ template "content" . }}`))
	content, err := htmltpl.New("content").Funcs(functions).Parse(inFull(given.Body))
	check(err)
	_, err = base.AddParseTree("content", content.Tree)
	check(err)
	var body, altbody, subject strings.Builder
	check(base.ExecuteTemplate(&body, "base", values))

	alternative, err := htmltpl.New("content").Funcs(functions).Parse(inFull(given.AltBody))
	check(err)
	check(alternative.Execute(&altbody, values))

	subject.WriteString(given.Subject)
	if strings.Contains(given.Subject, "{{") && strings.Contains(given.Subject, "}}") {
		line, err := texttpl.New("content").Funcs(functions).Parse(inFull(given.Subject))
		check(err)
		subject.Reset()
		check(line.Execute(&subject, values))
	}
	check(json.NewEncoder(os.Stdout).Encode([]string{body.String(), altbody.String(), subject.String()}))
}
