/**
 * The model catalogue: what there is, what is installed, and how it gets here.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package alan.api.model;
