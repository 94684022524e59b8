package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some formats may refer to other files and addresses. None of that is followed: a recording from a stranger must read nothing and call nobody. */
class ReferencesIT {
    private final AudioFiles files = Tones.files();
    private ServerSocket server;

    @TempDir
    Path folder;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setSoTimeout(300);
    }

    @AfterEach
    void leave() throws IOException {
        server.close();
    }

    @Test
    void aPlayListOpensNoOtherFile() throws Exception {
        Path secret = folder.resolve("secret.wav");
        files.write(secret, Tones.sine(8000, 100, 0.5, 8000));

        refused("list.mp3", "ffconcat version 1.0\nfile 'secret.wav'\n", "is a play list, which only names other files");
        refused("hls.m3u8", hls(secret.toString()), "is not a sound file of a known kind");
        refused("list.m3u", secret + "\n", "is not a sound file of a known kind");
        refused("list.pls", "[playlist]\nFile1=" + secret + "\nNumberOfEntries=1\n", "is not a sound file of a known kind");
    }

    @Test
    void nothingInAFileMakesThisMachineCallAnother() throws Exception {
        String address = "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + "/a.wav";

        refused("hls.m3u8", hls(address), "is not a sound file");
        refused("hls.wav", hls("concat:" + address + "|" + folder.resolve("x")), "is not a sound file");
        refused("sub.m3u8", hls("subfile,,start,0,end,0,,:" + address), "is not a sound file");
        refused("list.mp3", "ffconcat version 1.0\nfile '" + address + "'\n", "is a play list");
        refused("a.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio " + server.getLocalPort() + " RTP/AVP 0\n",
                "is a play list");
        assertThatThrownBy(() -> files.read(Path.of(address), 0)).isInstanceOf(AlanException.class).hasMessageContaining("is an address");

        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aQuickTimeFileReadsItsOwnSamplesAndNoOtherFiles() throws Exception {
        byte[] pcm = new byte[16000];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(0, (short) 16384).put(7999, (short) 8192);
        Path whole = Files.write(folder.resolve("whole.mov"), MovBytes.of(pcm));
        assertThat(files.read(whole, 0).samples()).hasSize(8000).contains(0.5f, 0.25f);

        Path secret = Files.write(folder.resolve("secret.bin"), new byte[20_000]);
        Path referring = Files.write(folder.resolve("referring.mov"), MovBytes.referring(pcm, secret.toString()));
        assertThatThrownBy(() -> files.read(referring, 0)).isInstanceOf(AlanException.class).hasMessageContaining(referring.toString());
    }

    private static String hls(String segment) {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\n" + segment + "\n#EXT-X-ENDLIST\n";
    }

    private void refused(String name, String content, String sentence) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        assertThatThrownBy(() -> files.read(file, 0)).as(name).isInstanceOf(AlanException.class).hasMessageContaining(file.toString())
                .hasMessageContaining(sentence);
    }
}
