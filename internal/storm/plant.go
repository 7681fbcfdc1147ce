package storm

func (g *game) plant() {}
