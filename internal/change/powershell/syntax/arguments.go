package syntax

// command reads a name and its arguments, or returns nil where no command starts.
func (p *parser) command() Node {
	p.skipBlanks()
	start := p.pos
	node := &Command{}
	t := p.next(argument)
	if t.kind == ampersand || t.kind == dot {
		node.Invocation = p.src[t.start:t.end]
		p.pos = t.end
	}
	name := p.commandName(node.Invocation != "")
	if name == nil {
		return p.noCommand(node, start)
	}
	node.Elements = append(node.Elements, name)
	node.Span = p.from(start)
	for p.element(node) {
		node.Span = p.from(start)
	}
	return node
}

func (p *parser) noCommand(node *Command, start int) Node {
	if node.Invocation == "" {
		p.pos = start
		return nil
	}
	p.failHere("a command is missing after '" + node.Invocation + "'")
	node.Span = p.from(start)
	return node
}

// commandName reads the first element. Without & or . only a word can be one, as an
// expression was looked for before.
func (p *parser) commandName(invoked bool) Node {
	switch t := p.next(argument); t.kind {
	case word, number, dot, param, verbatim, endOfParams:
		if t.kind == number && invoked {
			return p.argument()
		}
		name := p.bareWord()
		if text, ok := name.(*Expandable); ok && !invoked {
			return &Text{text.Span, Bare, p.src[text.Start:text.End]} // names are not expanded
		}
		return name
	case redirection:
		p.pos = t.end
		return &Text{Span{t.start, t.end}, Bare, p.src[t.start:t.end]}
	case newline, semicolon, endOfSource, pipe, andAnd, orOr, ampersand, rightParen, rightCurly, comma:
		return nil
	}
	return p.argument()
}

// element reads one argument, parameter or redirection of a command.
func (p *parser) element(node *Command) bool {
	t := p.next(argument)
	switch t.kind {
	case newline, semicolon, endOfSource, pipe, andAnd, orOr, ampersand, rightParen, rightCurly:
		return false
	case redirection:
		if p.peekChar(t.start) == '<' {
			return false
		}
		node.Redirections = p.addRedirection(node.Redirections)
	case param:
		node.Elements = append(node.Elements, p.parameterElement(t))
	case endOfParams:
		p.pos = t.end
		node.Elements = append(node.Elements, &CommandParameter{Span: Span{t.start, t.end}, NameSpan: Span{t.end, t.end}})
		p.positionalOnly(node)
	case verbatim:
		p.pos = t.end
		node.Elements = append(node.Elements, &Text{Span{t.start, t.end}, Bare, "--%"})
		p.verbatimArguments(node)
	case comma:
		p.pos = t.end
		p.fail(Span{t.start, t.end}, "an argument is missing before ','")
	default:
		value := p.argumentList()
		if value == nil {
			return false
		}
		node.Elements = append(node.Elements, value)
	}
	return true
}

// positionalOnly reads what follows --, where a dash starts no parameter.
func (p *parser) positionalOnly(node *Command) {
	for {
		t := p.next(argument)
		if t.kind == param || t.kind == endOfParams {
			node.Elements = append(node.Elements, p.bareWord())
		} else if !p.element(node) {
			return
		}
	}
}

// verbatimArguments reads what follows --% up to a pipe or the end of the line.
func (p *parser) verbatimArguments(node *Command) {
	p.skipBlanks()
	start := p.pos
	for r := p.peekChar(p.pos); r != eof && r != '|' && !isNewline(r); r = p.peekChar(p.pos) {
		_, size := p.char(p.pos)
		p.pos += size
	}
	if p.pos > start {
		node.Elements = append(node.Elements, &Text{p.from(start), Bare, p.src[start:p.pos]})
	}
}

// parameterElement reads -Name, and its argument where a colon follows.
func (p *parser) parameterElement(t token) Node {
	_, dash := p.char(t.start)
	node := &CommandParameter{Span: Span{t.start, t.end}, NameSpan: Span{t.start + dash, t.end}}
	p.pos = t.end
	if p.src[t.end-1] != ':' {
		node.Name = p.src[t.start+dash : t.end]
		return node
	}
	node.NameSpan.End--
	node.Name = p.src[t.start+dash : t.end-1]
	if node.Argument = p.argumentList(); node.Argument == nil {
		p.failHere("a value is missing after -" + node.Name + ":")
	}
	node.Span = p.from(t.start)
	return node
}

// argumentList reads an argument, or several joined by commas.
func (p *parser) argumentList() Node {
	first := p.argument()
	if first == nil || p.peek(argument) != comma {
		return first
	}
	list := &Array{Elements: []Node{first}}
	for p.accept(argument, comma) {
		p.skipLines()
		element := p.argument()
		if element == nil {
			p.failHere("an argument is missing after ','")
			break
		}
		list.Elements = append(list.Elements, element)
	}
	list.Span = p.from(first.Extent().Start)
	return list
}

// argumentValue reads a single argument, as in the conditions of switch.
func (p *parser) argumentValue() Node {
	switch t := p.next(argument); t.kind {
	case param:
		return p.bareWord()
	case splat:
		p.fail(Span{t.start, t.end}, p.src[t.start:t.end]+" is only allowed as an argument of a command")
	}
	return p.argument()
}

// argument reads one argument without a list, or returns nil where none starts.
func (p *parser) argument() Node {
	t := p.next(argument)
	switch t.kind {
	case newline, semicolon, endOfSource, pipe, andAnd, orOr, ampersand, rightParen, rightCurly, comma, redirection:
		return nil
	case word, dot, param, endOfParams, verbatim:
		return p.bareWord()
	case unrecognized:
		p.fail(Span{t.start, t.end}, "'@' starts nothing here: quote it")
		p.pos = t.end
		return &Text{Span{t.start, t.end}, Bare, "@"}
	}
	return p.primary(argument)
}

// addRedirection reads a redirection and reports a stream that is redirected twice.
func (p *parser) addRedirection(list []*Redirection) []*Redirection {
	added := p.redirect()
	for _, r := range list {
		if r.stream() == added.stream() {
			p.fail(added.Span, "the stream of "+added.Op+" is redirected already")
			break
		}
	}
	return append(list, added)
}

// stream returns what is redirected: a number, or * for all.
func (r *Redirection) stream() byte {
	if r.Op[0] == '>' {
		return '1'
	}
	return r.Op[0]
}

// redirect reads a redirection with its target.
func (p *parser) redirect() *Redirection {
	t := p.next(argument)
	p.pos = t.end
	node := &Redirection{Op: p.src[t.start:t.end]}
	if p.src[t.end-1] == '>' {
		if node.Target = p.argumentValue(); node.Target == nil {
			p.failHere("a file name is missing after " + node.Op)
		}
	}
	node.Span = p.from(t.start)
	return node
}
