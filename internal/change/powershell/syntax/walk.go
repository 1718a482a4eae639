package syntax

// Walk calls visit for node and, where that returns true, for what is in it, in the order
// of the source.
func Walk(node Node, visit func(Node) bool) {
	if !visit(node) {
		return
	}
	for _, child := range Children(node) {
		Walk(child, visit)
	}
}

// Children returns the nodes directly in node, in the order of the source.
func Children(node Node) []Node {
	var c children
	switch node := node.(type) {
	case *ScriptBlock:
		addAll(&c, node.Usings)
		if node.Params != nil {
			c.add(node.Params)
		}
		addAll(&c, node.Blocks)
	case *NamedBlock:
		return node.Statements
	case *StatementBlock:
		return node.Statements
	case *ParamBlock:
		addAll(&c, node.Attributes)
		addAll(&c, node.Params)
	case *Parameter:
		c.add(append(append(node.Attributes[:len(node.Attributes):len(node.Attributes)], node.Name), node.Default)...)
	case *Attribute:
		c.add(node.Args...)
		addAll(&c, node.Named)
	case *NamedArgument:
		c.add(node.Value)
	case *Using:
		c.add(node.Name)
	default:
		c.addStatement(node)
	}
	return c
}

// children collects nodes; nil ones are left out.
type children []Node

func (c *children) add(nodes ...Node) {
	for _, node := range nodes {
		if node != nil {
			*c = append(*c, node)
		}
	}
}

func addAll[T Node](c *children, nodes []T) {
	for _, node := range nodes {
		*c = append(*c, node)
	}
}

func (c *children) addBlock(b *StatementBlock) {
	if b != nil {
		*c = append(*c, b)
	}
}

func (c *children) addStatement(node Node) {
	switch node := node.(type) {
	case *Pipeline:
		c.add(node.Elements...)
	case *PipelineChain:
		c.add(node.Left, node.Right)
	case *Command:
		c.add(node.Elements...)
		addAll(c, node.Redirections)
	case *CommandExpression:
		c.add(node.Expression)
		addAll(c, node.Redirections)
	case *CommandParameter:
		c.add(node.Argument)
	case *Redirection:
		c.add(node.Target)
	case *Assignment:
		c.add(node.Target, node.Value)
	case *Jump:
		c.add(node.Operand)
	case *Function:
		if node.Params != nil {
			c.add(node.Params)
		}
		c.add(node.Body)
	case *Data:
		c.addBlock(node.Body)
	default:
		c.addControl(node)
	}
}

func (c *children) addControl(node Node) {
	switch node := node.(type) {
	case *Clause:
		c.add(node.Condition, node.Body)
	case *If:
		addAll(c, node.Clauses)
		c.addBlock(node.Else)
	case *Loop:
		if node.Kind == "while" {
			c.add(node.Condition, node.Body)
		} else {
			c.add(node.Body, node.Condition)
		}
	case *For:
		c.add(node.Init, node.Condition, node.Step, node.Body)
	case *ForEach:
		c.add(node.Variable, node.Values, node.Body)
	case *Switch:
		c.add(node.Condition)
		addAll(c, node.Clauses)
		c.addBlock(node.Default)
	case *Try:
		c.addBlock(node.Body)
		addAll(c, node.Catches)
		c.addBlock(node.Finally)
	case *Catch:
		addAll(c, node.Types)
		c.addBlock(node.Body)
	case *Trap:
		if node.Type != nil {
			c.add(node.Type)
		}
		c.addBlock(node.Body)
	default:
		c.addExpression(node)
	}
}

func (c *children) addExpression(node Node) {
	switch node := node.(type) {
	case *Expandable:
		c.add(node.Parts...)
	case *Unary:
		c.add(node.Operand)
	case *Binary:
		c.add(node.Left, node.Right)
	case *Ternary:
		c.add(node.Condition, node.Then, node.Else)
	case *Cast:
		c.add(node.Type, node.Operand)
	case *Attributed:
		c.add(node.Attribute, node.Operand)
	case *Member:
		c.add(node.Target, node.Name)
	case *Invoke:
		c.add(node.Target, node.Name)
		c.add(node.Args...)
	case *Index:
		c.add(node.Target, node.Index)
	case *Array:
		c.add(node.Elements...)
	case *Paren:
		c.add(node.Inner)
	case *SubExpression:
		c.addBlock(node.Body)
	case *ArrayExpression:
		c.addBlock(node.Body)
	case *Hashtable:
		addAll(c, node.Entries)
	case *Entry:
		c.add(node.Key, node.Value)
	case *Block:
		c.add(node.Body)
	}
}
