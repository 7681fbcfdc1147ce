println 1
package a.b
