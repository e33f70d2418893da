using System.Globalization;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>What is written to a <see cref="LastingShell"/>.</summary>
internal static class ScriptQuestion
{
    /// <summary>What every shell knows: to run a command in a process of its own, and to tell of its end between two marks.</summary>
    private const string Ask = """
        ask() {
          { told=$( { "$@"; } 2>&1 >&3 3>&- ); } 3>&1
          printf '\n%s\n%d\n%s\n%s\n' "$word" "$?" "$told" "$word"
        }

        """;

    /// <summary>Teaches a new shell, which then writes the mark, where it has <c>printf</c> from, and the mark again.</summary>
    /// <param name="word">Letters and digits.</param>
    public static string Greeting(string word) =>
        $"LC_ALL=C; export LC_ALL; word={word}\n{Ask}printf '\\n%s\\n%s\\n%s\\n' {word} \"$(command -v printf)\" {word}\n";

    /// <summary>What stands after each part of an answer.</summary>
    public static byte[] Mark(string word) => Encoding.ASCII.GetBytes($"\n{word}\n");

    /// <summary>Has a script known by its name.</summary>
    public static string Lesson(HostScript script) => $"{script.Name}() {{\n{script.Text}\n}}\n";

    /// <summary>One run of a script. The shell has read all of it before it begins: a connection cut before that begins nothing.</summary>
    /// <param name="script">Is known there.</param>
    /// <param name="arguments">Its positional parameters.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    public static KeyMaterial Of(HostScript script, IEnumerable<string> arguments, KeyMaterial? input)
    {
        using var text = new SecretWriter();
        if (input is not null)
        {
            text.Write("printf '"u8);
            Escape(text, input.Span);
            text.Write("' | "u8);
        }

        var words = string.Join(' ', arguments.Select(PosixDialect.Quote).Prepend($"ask {script.Name}"));
        text.Write(Encoding.UTF8.GetBytes(input is null ? $"{words} </dev/null\n" : $"{words}\n"));
        return text.ToKeyMaterial();
    }

    // As printf(1) of POSIX reads its format. A dash at its beginning would be an option.
    private static void Escape(SecretWriter text, ReadOnlySpan<byte> octets)
    {
        Span<byte> escaped = stackalloc byte[4];
        foreach (ref readonly var octet in octets)
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)' ' or (byte)'/' or (byte)'+' or (byte)'=')
            {
                text.Write(new ReadOnlySpan<byte>(in octet));
                continue;
            }

            escaped[0] = (byte)'\\';
            _ = ((uint)octet >> 6).TryFormat(escaped[1..], out _, provider: CultureInfo.InvariantCulture);
            _ = (((uint)octet >> 3) & 7).TryFormat(escaped[2..], out _, provider: CultureInfo.InvariantCulture);
            _ = ((uint)octet & 7).TryFormat(escaped[3..], out _, provider: CultureInfo.InvariantCulture);
            text.Write(escaped);
        }
    }
}
