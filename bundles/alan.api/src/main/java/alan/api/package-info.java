/** What every room of the house shares: the one exception that carries a sentence for the person, and where things lie. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.api;
