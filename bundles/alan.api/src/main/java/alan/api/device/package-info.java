/**
 * What computes here: the processor and GPUs, and which of them an engine takes.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.api.device;
