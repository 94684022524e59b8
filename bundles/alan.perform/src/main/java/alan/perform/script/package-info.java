/** What is in a script. */
package alan.perform.script;
