/**
 * Reads the header of a GGUF file (<a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>) and refuses, before
 * native code sees it, what no good file has.
 *
 * <p>The library (llama.cpp b4916) trusts much of what it reads. What is checked here follows from its source ({@code gguf.cpp}, {@code
 * llama-model-loader.cpp}, {@code llama-vocab.cpp}, {@code llama-model.cpp}) and from what was found in it since, among others:
 *
 * <ul>
 *   <li>counts, lengths and sizes that wrap around or take all memory: CVE-2024-21802, -21825, -21836, -23496, -23605 (TALOS-2024-1912 to
 *       -1916), CVE-2025-53630, CVE-2026-27940, CVE-2026-33298; dimensions of 0, by which it divides
 *   <li>lists beside the vocabulary that are shorter than it or of another type, special tokens outside of it, texts longer than it can
 *       count: CVE-2025-49847, GHSA-g4cc-763q-h9h6 and the reports that followed it
 *   <li>more layers than its tables have places for, heads of which there are none, and whatever else makes it stop in the middle of a
 *       question
 * </ul>
 *
 * <p>The way through: {@link alan.llm.llama.gguf.GgufReader} (header), {@link alan.llm.llama.gguf.GgufMetadata}, {@link
 * alan.llm.llama.gguf.GgufTensors}, {@link alan.llm.llama.gguf.GgufParts}, {@link alan.llm.llama.gguf.GgufVocabulary}, {@link
 * alan.llm.llama.gguf.GgufNetwork}, {@link alan.llm.llama.gguf.GgufShapes}. Memory does not grow with the file but for the vocabulary, and
 * nothing is allocated by a number of the file that was not compared with the file's size.
 */
package alan.llm.llama.gguf;
