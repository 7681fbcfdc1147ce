package groovy

// The exception classes scripts can name, throw and catch.
var (
	classThrowable        = &Class{name: "java.lang.Throwable", super: classObject, ifaces: []*Class{classSerializable}}
	classException        = &Class{name: "java.lang.Exception", super: classThrowable}
	classError            = &Class{name: "java.lang.Error", super: classThrowable}
	classRuntimeException = &Class{name: "java.lang.RuntimeException", super: classException}

	classArithmetic          = &Class{name: "java.lang.ArithmeticException", super: classRuntimeException}
	classArrayStore          = &Class{name: "java.lang.ArrayStoreException", super: classRuntimeException}
	classClassCast           = &Class{name: "java.lang.ClassCastException", super: classRuntimeException}
	classIllegalArgument     = &Class{name: "java.lang.IllegalArgumentException", super: classRuntimeException}
	classIllegalState        = &Class{name: "java.lang.IllegalStateException", super: classRuntimeException}
	classIllegalMonitor      = &Class{name: "java.lang.IllegalMonitorStateException", super: classRuntimeException}
	classNumberFormat        = &Class{name: "java.lang.NumberFormatException", super: classIllegalArgument}
	classIndexOutOfBounds    = &Class{name: "java.lang.IndexOutOfBoundsException", super: classRuntimeException}
	classArrayIndex          = &Class{name: "java.lang.ArrayIndexOutOfBoundsException", super: classIndexOutOfBounds}
	classStringIndex         = &Class{name: "java.lang.StringIndexOutOfBoundsException", super: classIndexOutOfBounds}
	classNegativeArraySize   = &Class{name: "java.lang.NegativeArraySizeException", super: classRuntimeException}
	classNullPointer         = &Class{name: "java.lang.NullPointerException", super: classRuntimeException}
	classSecurity            = &Class{name: "java.lang.SecurityException", super: classRuntimeException}
	classUnsupported         = &Class{name: "java.lang.UnsupportedOperationException", super: classRuntimeException}
	classEnumNotPresent      = &Class{name: "java.lang.EnumConstantNotPresentException", super: classRuntimeException}
	classTypeNotPresent      = &Class{name: "java.lang.TypeNotPresentException", super: classRuntimeException}
	classCloneNotSupported   = &Class{name: "java.lang.CloneNotSupportedException", super: classException}
	classInterrupted         = &Class{name: "java.lang.InterruptedException", super: classException}
	classReflectiveOperation = &Class{name: "java.lang.ReflectiveOperationException", super: classException}
	classClassNotFound       = &Class{name: "java.lang.ClassNotFoundException", super: classReflectiveOperation}
	classNoSuchField         = &Class{name: "java.lang.NoSuchFieldException", super: classReflectiveOperation}
	classNoSuchMethod        = &Class{name: "java.lang.NoSuchMethodException", super: classReflectiveOperation}
	classInstantiation       = &Class{name: "java.lang.InstantiationException", super: classReflectiveOperation}
	classIllegalAccess       = &Class{name: "java.lang.IllegalAccessException", super: classReflectiveOperation}
	classConcurrentModified  = &Class{name: "java.util.ConcurrentModificationException", super: classRuntimeException}
	classEmptyStack          = &Class{name: "java.util.EmptyStackException", super: classRuntimeException}
	classMissingResource     = &Class{name: "java.util.MissingResourceException", super: classRuntimeException}
	classNoSuchElement       = &Class{name: "java.util.NoSuchElementException", super: classRuntimeException}
	classInputMismatch       = &Class{name: "java.util.InputMismatchException", super: classNoSuchElement}
	classIllegalFormat       = &Class{name: "java.util.IllegalFormatException", super: classIllegalArgument}
	classMissingFormatArg    = &Class{name: "java.util.MissingFormatArgumentException", super: classIllegalFormat}
	classUnknownFormat       = &Class{name: "java.util.UnknownFormatConversionException", super: classIllegalFormat}
	classIllegalFormatConv   = &Class{name: "java.util.IllegalFormatConversionException", super: classIllegalFormat}
	classExecution           = &Class{name: "java.util.concurrent.ExecutionException", super: classException}
	classTimeout             = &Class{name: "java.util.concurrent.TimeoutException", super: classException}
	classCancellation        = &Class{name: "java.util.concurrent.CancellationException", super: classIllegalState}
	classPatternSyntax       = &Class{name: "java.util.regex.PatternSyntaxException", super: classIllegalArgument}
	classIO                  = &Class{name: "java.io.IOException", super: classException}
	classUncheckedIO         = &Class{name: "java.io.UncheckedIOException", super: classRuntimeException}
	classFileNotFound        = &Class{name: "java.io.FileNotFoundException", super: classIO}
	classEOF                 = &Class{name: "java.io.EOFException", super: classIO}
	classUnsupportedEncoding = &Class{name: "java.io.UnsupportedEncodingException", super: classIO}
	classNotSerializable     = &Class{name: "java.io.NotSerializableException", super: classIO}
	classMalformedURL        = &Class{name: "java.net.MalformedURLException", super: classIO}
	classURISyntax           = &Class{name: "java.net.URISyntaxException", super: classException}
	classUnknownHost         = &Class{name: "java.net.UnknownHostException", super: classIO}
	classSocketException     = &Class{name: "java.net.SocketException", super: classIO}
	classConnectException    = &Class{name: "java.net.ConnectException", super: classSocketException}
	classSocketTimeout       = &Class{name: "java.net.SocketTimeoutException", super: classIO}
	classParseException      = &Class{name: "java.text.ParseException", super: classException}
	classGeneralSecurity     = &Class{name: "java.security.GeneralSecurityException", super: classException}
	classNoSuchAlgorithm     = &Class{name: "java.security.NoSuchAlgorithmException", super: classGeneralSecurity}
	classInvalidKey          = &Class{name: "java.security.InvalidKeyException", super: classGeneralSecurity}
	classSQLException        = &Class{name: "java.sql.SQLException", super: classException}
	classDateTimeException   = &Class{name: "java.time.DateTimeException", super: classRuntimeException}
	classDateTimeParse       = &Class{name: "java.time.format.DateTimeParseException", super: classDateTimeException}
	classUnsupportedTemporal = &Class{name: "java.time.temporal.UnsupportedTemporalTypeException", super: classDateTimeException}
	classZoneRules           = &Class{name: "java.time.zone.ZoneRulesException", super: classDateTimeException}
	classSpreadMapEvaluating = &Class{name: "groovy.lang.SpreadMapEvaluatingException", super: classGroovyRuntime}
	classUndeclaredThrowable = &Class{name: "java.lang.reflect.UndeclaredThrowableException", super: classRuntimeException}
	classInvocationTarget    = &Class{name: "java.lang.reflect.InvocationTargetException", super: classReflectiveOperation}

	classAssertion           = &Class{name: "java.lang.AssertionError", super: classError}
	classLinkage             = &Class{name: "java.lang.LinkageError", super: classError}
	classExceptionInInit     = &Class{name: "java.lang.ExceptionInInitializerError", super: classLinkage}
	classNoClassDef          = &Class{name: "java.lang.NoClassDefFoundError", super: classLinkage}
	classIncompatibleChange  = &Class{name: "java.lang.IncompatibleClassChangeError", super: classLinkage}
	classNoSuchMethodError   = &Class{name: "java.lang.NoSuchMethodError", super: classIncompatibleChange}
	classAbstractMethodError = &Class{name: "java.lang.AbstractMethodError", super: classIncompatibleChange}
	classVirtualMachine      = &Class{name: "java.lang.VirtualMachineError", super: classError, kind: kindAbstract}
	classOutOfMemory         = &Class{name: "java.lang.OutOfMemoryError", super: classVirtualMachine}
	classStackOverflow       = &Class{name: "java.lang.StackOverflowError", super: classVirtualMachine}
	classInternalError       = &Class{name: "java.lang.InternalError", super: classVirtualMachine}

	classGroovyRuntime     = &Class{name: "groovy.lang.GroovyRuntimeException", super: classRuntimeException}
	classMissingMethod     = &Class{name: "groovy.lang.MissingMethodException", super: classGroovyRuntime}
	classMissingProperty   = &Class{name: "groovy.lang.MissingPropertyException", super: classGroovyRuntime}
	classMissingField      = &Class{name: "groovy.lang.MissingFieldException", super: classGroovyRuntime}
	classReadOnlyProperty  = &Class{name: "groovy.lang.ReadOnlyPropertyException", super: classMissingProperty}
	classMethodSelection   = &Class{name: "org.codehaus.groovy.runtime.metaclass.MethodSelectionException", super: classGroovyRuntime}
	classGroovyCast        = &Class{name: "org.codehaus.groovy.runtime.typehandling.GroovyCastException", super: classClassCast}
	classPowerAssertion    = &Class{name: "org.codehaus.groovy.runtime.powerassert.PowerAssertionError", super: classAssertion}
	classInvokerInvocation = &Class{name: "org.codehaus.groovy.runtime.InvokerInvocationException", super: classGroovyRuntime}
	classJSONException     = &Class{name: "groovy.json.JsonException", super: classGroovyRuntime}
	classSAXException      = &Class{name: "org.xml.sax.SAXException", super: classException}
	classSAXParse          = &Class{name: "org.xml.sax.SAXParseException", super: classSAXException}
)

// exceptionClasses announces them. They have no members of their own but a
// few; see lib_throwable.go.
func exceptionClasses() []entry {
	return []entry{
		{classThrowable, throwableLib},
		{classException, nil},
		{classError, nil},
		{classRuntimeException, nil},
		{classArithmetic, nil},
		{classArrayStore, nil},
		{classClassCast, nil},
		{classIllegalArgument, nil},
		{classIllegalState, nil},
		{classIllegalMonitor, nil},
		{classNumberFormat, nil},
		{classIndexOutOfBounds, nil},
		{classArrayIndex, nil},
		{classStringIndex, nil},
		{classNegativeArraySize, nil},
		{classNullPointer, nil},
		{classSecurity, nil},
		{classUnsupported, nil},
		{classEnumNotPresent, nil},
		{classTypeNotPresent, nil},
		{classCloneNotSupported, nil},
		{classInterrupted, nil},
		{classReflectiveOperation, nil},
		{classClassNotFound, nil},
		{classNoSuchField, nil},
		{classNoSuchMethod, nil},
		{classInstantiation, nil},
		{classIllegalAccess, nil},
		{classConcurrentModified, nil},
		{classEmptyStack, nil},
		{classMissingResource, nil},
		{classNoSuchElement, nil},
		{classInputMismatch, nil},
		{classIllegalFormat, nil},
		{classMissingFormatArg, nil},
		{classUnknownFormat, nil},
		{classIllegalFormatConv, nil},
		{classExecution, nil},
		{classTimeout, nil},
		{classCancellation, nil},
		{classPatternSyntax, nil},
		{classIO, nil},
		{classUncheckedIO, nil},
		{classFileNotFound, nil},
		{classEOF, nil},
		{classUnsupportedEncoding, nil},
		{classNotSerializable, nil},
		{classMalformedURL, nil},
		{classURISyntax, nil},
		{classUnknownHost, nil},
		{classSocketException, nil},
		{classConnectException, nil},
		{classSocketTimeout, nil},
		{classParseException, nil},
		{classGeneralSecurity, nil},
		{classNoSuchAlgorithm, nil},
		{classInvalidKey, nil},
		{classSQLException, nil},
		{classDateTimeException, nil},
		{classDateTimeParse, nil},
		{classUnsupportedTemporal, nil},
		{classZoneRules, nil},
		{classSpreadMapEvaluating, nil}, {classUndeclaredThrowable, nil},
		{classInvocationTarget, nil},
		{classAssertion, nil},
		{classLinkage, nil},
		{classExceptionInInit, nil},
		{classNoClassDef, nil},
		{classIncompatibleChange, nil},
		{classNoSuchMethodError, nil},
		{classAbstractMethodError, nil},
		{classVirtualMachine, nil},
		{classOutOfMemory, nil},
		{classStackOverflow, nil},
		{classInternalError, nil},
		{classGroovyRuntime, nil},
		{classMissingMethod, missingMethodLib},
		{classMissingProperty, missingPropertyLib},
		{classMissingField, nil},
		{classReadOnlyProperty, readOnlyPropertyLib},
		{classMethodSelection, nil},
		{classGroovyCast, nil},
		{classPowerAssertion, nil},
		{classInvokerInvocation, nil},
		{classJSONException, nil},
		{classSAXException, nil},
		{classSAXParse, nil},
	}
}
