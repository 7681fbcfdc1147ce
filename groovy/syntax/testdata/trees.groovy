// Prints the tree that the reference implementation makes of each case of a
// file, as text. Usage: groovy trees.groovy FILE...; for FILE.txt, whose cases
// are parted by lines of "---", it writes FILE.trees with one line for each:
// the tree, or "error LINE" if the case does not parse.
import org.codehaus.groovy.ast.*
import org.codehaus.groovy.ast.expr.*
import org.codehaus.groovy.ast.stmt.*
import org.codehaus.groovy.control.*
import org.codehaus.groovy.control.messages.*
import java.lang.reflect.Modifier

class Dump {
    ModuleNode module

    static String quote(String s) {
        def b = new StringBuilder('"')
        s.each { c ->
            int v = (c as char) as int
            if (c == '"' || c == '\\') b << '\\' << c
            else if (v < 32 || v > 126) b << String.format('\\u%04x', v)
            else b << c
        }
        b << '"'
    }

    static String type(ClassNode t) {
        if (t.array) return type(t.componentType) + '[]'
        def s = t.name
        if (t.genericsTypes != null) s += '<' + t.genericsTypes.collect { generic(it) }.join(',') + '>'
        s
    }

    static String generic(GenericsType g) {
        if (!g.wildcard) return type(g.type) + (g.upperBounds ? ':' + g.upperBounds.collect { type(it) }.join('&') : '')
        if (g.upperBounds) return '? extends ' + type(g.upperBounds[0])
        if (g.lowerBound) return '? super ' + type(g.lowerBound)
        '?'
    }

    static String mods(int m) {
        Modifier.toString(m & ~(Modifier.PUBLIC | Modifier.INTERFACE | Modifier.TRANSIENT | Modifier.VOLATILE))
    }

    String annotations(AnnotatedNode n) {
        n.annotations.findAll { it.classNode.name != 'groovy.transform.Trait' }.collect { note(it) }.join('')
    }

    String note(AnnotationNode a) {
        '@' + a.classNode.name + (a.members ? '(' + a.members.collect { k, v -> k + '=' + e(v) }.join(' ') + ')' : '') + ' '
    }

    String num(v) {
        if (v instanceof BigDecimal) return "BigDecimal:${v.unscaledValue()}/${v.scale()}"
        if (v instanceof Double || v instanceof Float) return v.class.simpleName
        "${v.class.simpleName}:$v"
    }

    String args(Expression a) {
        if (a instanceof NamedArgumentListExpression) return '(' + map(a) + ')'
        if (a instanceof TupleExpression) return '(' + a.expressions.collect { it instanceof NamedArgumentListExpression ? map(it) : e(it) }.join(' ') + ')'
        '(' + e(a) + ')'
    }

    String map(MapExpression m) {
        '(map' + m.mapEntryExpressions.collect { ' ' + e(it) }.join('') + ')'
    }

    String params(Parameter[] ps) {
        ps == null ? 'it' : '[' + ps.collect { annotations(it) + type(it.type) + ' ' + it.name + (it.initialExpression ? '=' + e(it.initialExpression) : '') }.join(', ') + ']'
    }

    String e(Expression x) {
        switch (x) {
            case null: return 'nil'
            case EmptyExpression: return 'empty'
            case AnnotationConstantExpression: return note(x.value)
            case DeclarationExpression:
                def l = x.leftExpression
                def left = l instanceof VariableExpression ? type(l.originType) + ' ' + l.name : '(tuple' + l.expressions.collect { ' ' + type(it.originType) + ' ' + it.name }.join('') + ')'
                return "(def ${annotations(x)}$left ${e(x.rightExpression)})"
            case VariableExpression: return x.name
            case ConstantExpression:
                def v = x.value
                return v == null ? 'null' : v instanceof Number ? num(v) : v instanceof String ? quote(v) : v.toString()
            case AttributeExpression: return "(${dot(x)}@ ${e(x.objectExpression)} ${e(x.property)})"
            case PropertyExpression: return "(${dot(x)} ${e(x.objectExpression)} ${e(x.property)})"
            case MethodCallExpression:
                def how = x.spreadSafe ? '*.' : x.safe ? '?.' : x.implicitThis ? '' : '.'
                def ta = x.genericsTypes ? '<' + x.genericsTypes.collect { generic(it) }.join(',') + '>' : ''
                return "(call$how ${x.implicitThis ? '' : e(x.objectExpression) + ' '}$ta${e(x.method)} ${args(x.arguments)})"
            case ConstructorCallExpression:
                if (x.isSpecialCall()) return "(${x.isThisCall() ? 'this' : 'super'}-call ${args(x.arguments)})"
                if (x.isUsingAnonymousInnerClass()) return "(new ${type(x.type.getUnresolvedSuperClass(false))} ${args(x.arguments)} ${body(x.type)})"
                return "(new ${type(x.type)} ${args(x.arguments)})"
            case BinaryExpression: return "(${x.operation.text} ${e(x.leftExpression)} ${e(x.rightExpression)})"
            case NotExpression: return "(! ${e(x.expression)})"
            case UnaryMinusExpression: return "(neg ${e(x.expression)})"
            case UnaryPlusExpression: return "(pos ${e(x.expression)})"
            case BitwiseNegationExpression: return "(~ ${e(x.expression)})"
            case PrefixExpression: return "(pre${x.operation.text} ${e(x.expression)})"
            case PostfixExpression: return "(post${x.operation.text} ${e(x.expression)})"
            case CastExpression: return "(${x.coerce ? 'as' : 'cast'} ${type(x.type)} ${e(x.expression)})"
            case ClassExpression: return type(x.type)
            case ElvisOperatorExpression: return "(?: ${e(x.trueExpression)} ${e(x.falseExpression)})"
            case TernaryExpression: return "(? ${e(x.booleanExpression)} ${e(x.trueExpression)} ${e(x.falseExpression)})"
            case BooleanExpression: return e(x.expression)
            case ClosureListExpression: return '(;' + x.expressions.collect { ' ' + e(it) }.join('') + ')'
            case ListExpression: return '(list' + x.expressions.collect { ' ' + e(it) }.join('') + ')'
            case MapExpression: return map(x)
            case MapEntryExpression: return x.keyExpression instanceof SpreadMapExpression ? "(*: ${e(x.keyExpression.expression)})" : "(${e(x.keyExpression)} ${e(x.valueExpression)})"
            case SpreadMapExpression: return "(*: ${e(x.expression)})"
            case SpreadExpression: return "(* ${e(x.expression)})"
            case RangeExpression: return "(${x.inclusive ? '..' : '..<'} ${e(x.from)} ${e(x.to)})"
            case ClosureExpression: return "(closure ${params(x.parameters)} ${s(x.code)})"
            case GStringExpression: return '(gstring' + x.strings.withIndex().collect { t, i -> ' ' + e(t) + (i < x.values.size() ? ' ' + e(x.values[i]) : '') }.join('') + ')'
            case MethodPointerExpression: return "(.& ${e(x.expression)} ${e(x.methodName)})"
            case ArrayExpression: return "(array ${type(x.elementType)} ${x.sizeExpression.collect { e(it) }.join(' ')})"
            case TupleExpression: return '(tuple' + x.expressions.collect { ' ' + e(it) }.join('') + ')'
        }
        throw new IllegalStateException(x.class.name)
    }

    static String dot(PropertyExpression x) { x.spreadSafe ? '*.' : x.safe ? '?.' : '.' }

    String s(Statement x) {
        def labels = x?.statementLabels ? x.statementLabels.reverse().collect { "$it: " }.join('') : ''
        labels + s0(x)
    }

    String s0(Statement x) {
        switch (x) {
            case null: return 'nil'
            case EmptyStatement: return 'empty'
            case BlockStatement: return '{' + x.statements.collect { s(it) }.join('; ') + '}'
            case ExpressionStatement: return e(x.expression)
            case ReturnStatement: return "(return ${e(x.expression)})"
            case IfStatement: return "(if ${e(x.booleanExpression)} ${s(x.ifBlock)} ${s(x.elseBlock)})"
            case WhileStatement: return "(while ${e(x.booleanExpression)} ${s(x.loopBlock)})"
            case ForStatement: return "(for ${x.variable == ForStatement.FOR_LOOP_DUMMY ? '' : type(x.variable.type) + ' ' + x.variable.name + ' '}${e(x.collectionExpression)} ${s(x.loopBlock)})"
            case SwitchStatement: return "(switch ${e(x.expression)}${x.caseStatements.collect { ' (case ' + e(it.expression) + ' ' + s(it.code) + ')' }.join('')} (default ${s(x.defaultStatement)}))"
            case TryCatchStatement: return "(try ${s(x.tryStatement)}${x.catchStatements.collect { ' (catch ' + type(it.exceptionType) + ' ' + it.variable.name + ' ' + s(it.code) + ')' }.join('')} ${s(x.finallyStatement)})"
            case ThrowStatement: return "(throw ${e(x.expression)})"
            case AssertStatement: return "(assert ${e(x.booleanExpression)} ${e(x.messageExpression)})"
            case SynchronizedStatement: return "(synchronized ${e(x.expression)} ${s(x.code)})"
            case BreakStatement: return "(break${x.label ? ' ' + x.label : ''})"
            case ContinueStatement: return "(continue${x.label ? ' ' + x.label : ''})"
        }
        throw new IllegalStateException(x.class.name)
    }

    String method(MethodNode m) {
        def tp = m.genericsTypes ? '<' + m.genericsTypes.collect { generic(it) }.join(',') + '>' : ''
        "(method ${annotations(m)}${mods(m.modifiers)} $tp${type(m.returnType)} ${quote(m.name)} ${params(m.parameters)}${m.exceptions.collect { ' ' + type(it) }.join('')} ${s(m.code)})"
    }

    String body(ClassNode c) {
        def parts = []
        def props = c.properties*.name as Set
        c.fields.each { f ->
            // The arguments of the constants have gone into made-up code by now.
            if (c.isEnum() && f.isEnum()) parts << "(const ${annotations(f)}${f.name})"
            else if (!(c.isEnum() && f.name in ['MIN_VALUE', 'MAX_VALUE', '$VALUES'])) parts << "(${props.contains(f.name) && f.synthetic ? 'property' : 'field'} ${annotations(f)}${type(f.type)} ${f.name} ${e(f.initialExpression)})"
        }
        c.objectInitializerStatements.each { parts << "(init ${s(it)})" }
        c.declaredConstructors.each { parts << "(constructor ${annotations(it)}${params(it.parameters)}${it.exceptions.collect { ' ' + type(it) }.join('')} ${s(it.code)})" }
        c.methods.findAll { !(c.isEnum() && (it.synthetic || it.name in ['values', 'next', 'previous', 'valueOf', '$INIT', '<clinit>'])) }.each { parts << (it.name == '<clinit>' ? "(static ${s(it.code)})" : method(it)) }
        '{' + parts.join('; ') + '}'
    }

    String clazz(ClassNode c) {
        def tp = c.genericsTypes ? '<' + c.genericsTypes.collect { generic(it) }.join(',') + '>' : ''
        def kind = c.annotationDefinition ? '@interface' : c.isEnum() ? 'enum' : c.interface ? 'interface' : c.annotations.any { it.classNode.name == 'groovy.transform.Trait' } ? 'trait' : 'class'
        def sup = c.getUnresolvedSuperClass(false)
        "($kind ${annotations(c)}${c.name}$tp ${sup && kind in ['class', 'trait'] ? type(sup) : '-'} [${kind == '@interface' ? '' : c.getUnresolvedInterfaces(false).collect { type(it) }.join(' ')}] ${body(c)})"
    }

    String all() {
        def parts = []
        if (module.package) parts << "(package ${annotations(module.package)}${module.package.name - ~/\.$/})"
        def imports = module.imports.collect { "(import ${annotations(it)}${it.className} ${it.alias})" } +
            module.starImports.collect { "(import ${annotations(it)}${it.packageName}*)" } +
            module.staticImports.collect { k, it -> "(import static ${annotations(it)}${it.className} ${it.fieldName} ${it.alias})" } +
            module.staticStarImports.collect { k, it -> "(import static ${annotations(it)}${it.className}.*)" }
        parts.addAll(imports.sort())
        parts.addAll(module.classes.findAll { !(it instanceof InnerClassNode && it.isAnonymous()) && it != module.scriptClassDummy }.collect { clazz(it) }.sort())
        module.methods.each { parts << method(it) }
        module.statementBlock.statements.each { parts << s(it) }
        parts.join('\n')
    }
}

args.each { name ->
    def out = new StringBuilder()
    new File(name).getText('UTF-8').split(/(?m)^---\n/).eachWithIndex { src, i ->
        def unit = new CompilationUnit(new CompilerConfiguration(), null, new GroovyClassLoader())
        unit.addSource("case${i}.groovy", src)
        try {
            unit.compile(Phases.CONVERSION)
            out << new Dump(module: unit.AST.modules[0]).all().replace('\n', ' ') << '\n'
        } catch (MultipleCompilationErrorsException ex) {
            def m = ex.errorCollector.errors[0]
            out << "error ${m instanceof SyntaxErrorMessage ? m.cause.line : '?'}\n"
        } catch (org.codehaus.groovy.GroovyBugError ex) {
            out << 'error ?\n'
        }
    }
    new File(name.replaceAll(/\.txt$/, '') + '.trees').setText(out.toString(), 'UTF-8')
}
