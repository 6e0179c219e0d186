package io.garrick.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.Done;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatusReplyTest {

    @Test
    @DisplayName("A success gives its value and has no error")
    void success_givesItsValue() {
        StatusReply<String> reply = StatusReply.success("well");

        assertTrue(reply.isSuccess());
        assertFalse(reply.isError());
        assertEquals("well", reply.getValue());
        assertEquals(
                "status is a success, not an error: status=Success(well)",
                assertThrows(IllegalArgumentException.class, reply::getError).getMessage());
        assertSame(Done.getInstance(), StatusReply.ack().getValue());
        assertSame(StatusReply.ack(), StatusReply.ack());
    }

    @Test
    @DisplayName("An error that is a text is an ErrorMessage without a stack")
    void error_ofAText_isAnErrorMessage() {
        StatusReply<String> reply = StatusReply.error("no seat");

        assertTrue(reply.isError());
        assertFalse(reply.isSuccess());
        StatusReply.ErrorMessage error = assertInstanceOf(StatusReply.ErrorMessage.class, reply.getError());
        assertEquals("no seat", error.getMessage());
        assertEquals("no seat", error.toString());
        assertEquals(0, error.getStackTrace().length);
        assertSame(error, assertThrows(StatusReply.ErrorMessage.class, reply::getValue));
    }

    @Test
    @DisplayName("An error that is an exception is that very one, checked or not")
    void error_ofAnException_isTheVeryOne() {
        IOException checked = new IOException("broken");
        StatusReply<String> reply = StatusReply.error(checked);

        assertSame(checked, reply.getError());
        assertSame(checked, assertThrows(IOException.class, reply::getValue));
    }

    @Test
    @DisplayName("Two are equal when they carry equal things")
    void equality_isByWhatIsCarried() {
        assertEquals(StatusReply.success(7), StatusReply.success(7));
        assertEquals(StatusReply.success(7).hashCode(), StatusReply.success(7).hashCode());
        assertEquals(StatusReply.error("a"), StatusReply.error("a"));
        assertEquals(StatusReply.error("a").hashCode(), StatusReply.error("a").hashCode());
        assertNotEquals(StatusReply.error("a"), StatusReply.error("b"));
        assertNotEquals(StatusReply.error("a"), StatusReply.success("a"));
        assertNotEquals(StatusReply.error(new IOException("a")), StatusReply.error(new IOException("a")));
        assertEquals("Success(7)", StatusReply.success(7).toString());
        assertEquals("Error(a)", StatusReply.error("a").toString());
    }
}
