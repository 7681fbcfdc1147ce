try { } catch (Undefined e) { }
