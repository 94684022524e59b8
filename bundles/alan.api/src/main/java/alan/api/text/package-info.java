/**
 * What Alan says to people: sentences that are written in English in the code and said in the reader's language, and the recognition of a text's language.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.api.text;
