/**
 * Who this installation is: a key pair of its own, for receipts and marks.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.api.identity;
