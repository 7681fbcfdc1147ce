catch (e) { }
