package alan.models.ctranslate2;

import alan.api.AlanException;
import alan.api.text.Text;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whisper's tokens as bytes. CTranslate2 has them in vocabulary.json (a list of strings) or vocabulary.txt (one a line),
 * written in GPT-2's byte-level alphabet, in which every byte is a visible letter.
 */
final class Vocabulary {
    /** As many as whisper.cpp's own files hold: all that stand for text, and in English models the end of text as well. */
    static final int COUNT = 50257;

    private static final String END_OF_TEXT = "<|endoftext|>";
    /** Far more than any vocabulary takes; a larger file is not read at all. */
    private static final long MAX_BYTES = 8 << 20;

    /** More than any Whisper model has. */
    private static final int MAX_TOKENS = 60_000;

    private static final int[] BYTE_OF_LETTER = alphabet();

    private Vocabulary() {}

    /**
     * Reads the tokens that whisper.cpp has to be told; it knows the special ones after them.
     *
     * @param folder of the model
     * @param shape of the model
     * @return {@link #COUNT} tokens, by their ids
     * @throws AlanException when there is no vocabulary, or it is damaged or another model's
     */
    static List<byte[]> read(Path folder, WhisperShape shape) throws AlanException, IOException {
        Path file = file(folder);
        if (Files.size(file) > MAX_BYTES) {
            throw Damage.in(file, Text.of("is too large for a vocabulary"));
        }
        List<String> tokens = tokens(file);
        if (tokens.size() != shape.vocabulary()) {
            throw Damage.in(file, Text.of("has %s tokens, and the model beside it has %s", tokens.size(), shape.vocabulary()));
        }
        String endOfText = tokens.get(shape.endOfText());
        if (!endOfText.equals(END_OF_TEXT)) {
            throw Damage.in(file, Text.of("has %s as its token %s instead of %s", Damage.quoted(endOfText), shape.endOfText(), END_OF_TEXT));
        }
        List<byte[]> bytes = new ArrayList<>(COUNT);
        for (String token : tokens.subList(0, COUNT)) {
            bytes.add(bytes(token, file));
        }
        return bytes;
    }

    private static Path file(Path folder) throws AlanException {
        for (String name : List.of("vocabulary.json", "vocabulary.txt")) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw Damage.in(folder, Text.of("holds neither vocabulary.json nor vocabulary.txt"));
    }

    private static List<String> tokens(Path file) throws AlanException, IOException {
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())) {
            return file.toString().endsWith(".json") ? fromJson(reader, file) : fromLines(reader, file);
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw Damage.in(file, Text.of("cannot be read as text in UTF-8"), e);
        }
    }

    private static void add(List<String> tokens, String token, Path file) throws AlanException {
        if (tokens.size() == MAX_TOKENS) {
            throw Damage.in(file, Text.of("has more than %s tokens", MAX_TOKENS));
        }
        tokens.add(token);
    }

    private static List<String> fromLines(Reader reader, Path file) throws AlanException, IOException {
        List<String> tokens = new ArrayList<>();
        BufferedReader lines = new BufferedReader(reader);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            add(tokens, line, file);
        }
        return tokens;
    }

    private static List<String> fromJson(Reader reader, Path file) throws AlanException, IOException {
        List<String> tokens = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(reader)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw Damage.in(file, Text.of("is no list of tokens"));
            }
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                add(tokens, json.getText(), file);
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw Damage.in(file, Text.of("is no list of tokens from its entry %s on", tokens.size()));
            }
        }
        return tokens;
    }

    private static byte[] bytes(String token, Path file) throws AlanException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(token.length());
        for (int i = 0; i < token.length(); i++) {
            char letter = token.charAt(i);
            int value = letter < BYTE_OF_LETTER.length ? BYTE_OF_LETTER[letter] : -1;
            if (value < 0) {
                throw Damage.in(file, Text.of("has the token %s, which is not in GPT-2's byte alphabet", Damage.quoted(token)));
            }
            bytes.write(value);
        }
        return bytes.toByteArray();
    }

    /**
     * GPT-2's alphabet: the visible letters of Latin-1 are themselves; the other bytes, in order, are the letters from 256
     * on.
     */
    private static int[] alphabet() {
        int[] byteOf = new int[512];
        Arrays.fill(byteOf, -1);
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean visible = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            byteOf[visible ? b : next++] = b;
        }
        return byteOf;
    }
}
