namespace Mim.Delivery.Ssh;

/// <summary>
/// Puts keys into files with a key on each line, and takes them out. Every other octet stays as it is: lines of others, comments, ends of
/// lines, and that the last one has none.
/// </summary>
/// <param name="form">Where the key stands on a line.</param>
internal sealed class KeyLines(KeyLineForm form)
{
    public bool Holds(ReadOnlySpan<byte> content, KeyText key)
    {
        foreach (var line in Lines(content))
        {
            if (form.Find(WithoutEnd(content[line]), key) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The content with a key, beside the first of <paramref name="others"/> that is there and like it; at the end where none is.</summary>
    /// <param name="content">The file.</param>
    /// <param name="key">Is left as it is where it is there already.</param>
    /// <param name="others">The nearest first.</param>
    /// <param name="prefix">What stands before a key that is like no other, with a space at its end; empty for nothing.</param>
    /// <param name="comment">What stands after it; empty for nothing.</param>
    public byte[] Add(ReadOnlySpan<byte> content, KeyText key, IEnumerable<KeyText> others, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> comment)
    {
        if (Holds(content, key))
        {
            return content.ToArray();
        }

        foreach (var other in others)
        {
            if (Holds(content, other))
            {
                return Beside(content, other, key);
            }
        }

        byte[] line = [.. prefix, .. key.Type, (byte)' ', .. key.Base64, .. comment.IsEmpty ? [] : (byte[])[(byte)' ', .. comment], .. EndOf(content)];

        // Before a last line that has no end, which would have to get one otherwise.
        var last = content.LastIndexOf((byte)'\n') + 1;
        return [.. content[..last], .. line, .. content[last..]];
    }

    /// <summary>The content without lines that hold any of these keys.</summary>
    public byte[] Remove(ReadOnlySpan<byte> content, IReadOnlyList<KeyText> keys)
    {
        var left = new List<byte>(content.Length);
        foreach (var range in Lines(content))
        {
            var line = content[range];
            var isOurs = false;
            foreach (var key in keys)
            {
                isOurs |= form.Find(WithoutEnd(line), key) is not null;
            }

            if (!isOurs)
            {
                left.AddRange(line);
            }
        }

        return [.. left];
    }

    // Before each line of the other one, so that a last line without an end keeps that.
    private byte[] Beside(ReadOnlySpan<byte> content, KeyText other, KeyText key)
    {
        var end = EndOf(content);
        var result = new List<byte>(content.Length + 1024);
        foreach (var range in Lines(content))
        {
            var line = content[range];
            var bare = WithoutEnd(line);
            if (form.Find(bare, other) is { } place)
            {
                result.AddRange([.. bare[..place.Start], .. key.Type, (byte)' ', .. key.Base64, .. bare[place.End..]]);
                result.AddRange(bare.Length < line.Length ? line[bare.Length..] : end);
            }

            result.AddRange(line);
        }

        return [.. result];
    }

    /// <summary>Each line with its end.</summary>
    private static List<Range> Lines(ReadOnlySpan<byte> content)
    {
        var lines = new List<Range>();
        for (var start = 0; start < content.Length;)
        {
            var length = content[start..].IndexOf((byte)'\n') + 1;
            var end = length == 0 ? content.Length : start + length;
            lines.Add(start..end);
            start = end;
        }

        return lines;
    }

    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> line) => line.TrimEnd("\r\n"u8);

    /// <summary>How the last line ends that has an end.</summary>
    private static ReadOnlySpan<byte> EndOf(ReadOnlySpan<byte> content) =>
        content.LastIndexOf((byte)'\n') is > 0 and var last && content[last - 1] == '\r' ? "\r\n"u8 : "\n"u8;
}
