/**
 * Speech to text by whisper.cpp, bound with JNA to the libraries that whisper-jni carries.
 *
 * <p>whisper-jni's own Java classes give a segment's text and times and nothing else: no language, no words, no way to stop. So
 * they are not used.
 */
package alan.stt.whisper;
