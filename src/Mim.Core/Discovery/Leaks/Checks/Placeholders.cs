using System.Text;

namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>Values that stand where a secret belongs and are none: those of documentation, templates and tests.</summary>
internal static class Placeholders
{
    /// <summary>Nobody types more than this; what is longer was made.</summary>
    private const int LongestTyped = 200;

    /// <summary>So many equal octets in a row, or octets each one more than the last, are typed and not made.</summary>
    private const int LongestRun = 6;

    private static readonly byte[][] _marks =
    [
        .. ((string[])
        [
            "example", "changeme", "change_me", "change-me", "change_this", "placeholder", "redacted", "dummy", "sample", "your_",
            "your-", "yourapi",
            "yourkey", "yourtoken", "yoursecret", "yourpass", "insert", "replace", "notreal", "not_real", "not-real", "notasecret",
            "xxxx", "****", "....",
            "----", "____", "0123456789", "1234567890", "abcdefgh", "deadbeef", "cafebabe", "a1b2c3d4", "${", "{{", "$(", "<%", "%(", "%{", "@@",
            "fakekey", "fake_", "fake-", "foobar",
            "eyjzdwiioiixmjm0nty3odkwii",
        ]).Select(Encoding.ASCII.GetBytes),
    ];

    private static readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "passw0rd", "pass", "password1", "password123", "pass123", "p@ssw0rd", "p@ssword", "pwd", "secret",
        "secret123", "token", "user", "username", "admin",
        "root", "guest", "test", "test123", "test1234", "testing", "postgres", "mysql", "mongo", "redis", "rabbitmq", "foo", "bar",
        "baz", "none", "null", "true", "false", "hidden",
        "undefined", "fake", "pw", "mypassword", "mypass", "secretpassword", "pass1234", "key", "abc123", "abcd1234", "qwerty123", "user1",
        "user123", "pass1", "hunter2", "hunter42", "mysecret", "my_password", "password12345", "wrongpass", "plaintextpassword",
        "password!", "p@ssw0rd!", "password123!", "powershellrocks!",
    };

    public static bool Has(ReadOnlySpan<byte> value)
    {
        if (value.Length > LongestTyped)
        {
            return false;
        }

        Span<byte> folded = stackalloc byte[LongestTyped];
        for (var index = 0; index < value.Length; index++)
        {
            folded[index] = value[index] is >= (byte)'A' and <= (byte)'Z' ? (byte)(value[index] | 0x20) : value[index];
        }

        folded = folded[..value.Length];
        return HasRun(folded) || HasMark(folded) || IsWord(folded) || IsWord(WithoutNumber(folded));
    }

    private static bool IsWord(ReadOnlySpan<byte> folded) =>
        _words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Chars(folded, stackalloc char[LongestTyped]));

    // password2, password-1: where there are several, they are numbered.
    private static ReadOnlySpan<byte> WithoutNumber(ReadOnlySpan<byte> folded)
    {
        var word = folded.TrimEnd("0123456789"u8);
        return folded.Length - word.Length is 1 or 2 ? word.TrimEnd("-_"u8) : folded;
    }

    private static ReadOnlySpan<char> Chars(ReadOnlySpan<byte> value, Span<char> buffer) => buffer[..Encoding.Latin1.GetChars(value, buffer)];

    private static bool HasMark(ReadOnlySpan<byte> folded)
    {
        foreach (var mark in _marks)
        {
            if (folded.IndexOf(mark) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasRun(ReadOnlySpan<byte> folded)
    {
        int equal = 1, rising = 1;
        for (var index = 1; index < folded.Length; index++)
        {
            equal = folded[index] == folded[index - 1] ? equal + 1 : 1;
            rising = folded[index] == folded[index - 1] + 1 ? rising + 1 : 1;
            if (equal >= LongestRun || rising >= LongestRun)
            {
                return true;
            }
        }

        return false;
    }
}
