/**
 * The model catalogue: which models there are, where they come from, and whether they are here.
 *
 * <p>{@link alan.models.Catalogue} is the way in, with or without OSGi. The file format is in {@code catalogue}, the places that
 * a file can come from are in
 * {@code source}, the Hugging Face Hub's protocol is in {@code hub}.
 */
package alan.models;
