/** The messages, made by protobuf's compiler of {@code messages.proto}, where they are described. */
@org.osgi.annotation.bundle.Export(substitution = org.osgi.annotation.bundle.Export.Substitution.NOIMPORT)
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.esphome.messages;
