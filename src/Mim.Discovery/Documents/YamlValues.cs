using System.Text;

namespace Mim.Discovery.Documents;

/// <summary>
/// The texts in YAML as people and programs write it for machines: block mappings and sequences, plain, quoted and literal
/// scalars, several documents. One pass over the lines: nothing is expanded, so that references to references cost nothing.
/// </summary>
internal sealed class YamlValues
{
    private const int Deepest = 64;

    private readonly List<DocumentValue> _values = [];
    private readonly Stack<Level> _levels = new();
    private int _document;
    private StringBuilder? _literal;
    private int _literalIndent;

    public static List<DocumentValue> Read(ReadOnlySpan<byte> text, CancellationToken cancellationToken)
    {
        var values = new YamlValues();
        foreach (var line in Encoding.UTF8.GetString(text).AsSpan().EnumerateLines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            values.Take(line);
        }

        values.EndLiteral();
        return values._values;
    }

    private string Path => $"{_document}{string.Concat(_levels.Reverse().SkipLast(1).Select(level => "." + level.Name))}";

    private void Take(ReadOnlySpan<char> line)
    {
        var content = line.TrimStart(' ');
        var indent = line.Length - content.Length;
        if (_literal is not null && (content.IsWhiteSpace() || indent > _literalIndent))
        {
            _literal.Append(content).Append('\n');
            return;
        }

        EndLiteral();
        if (content.IsWhiteSpace() || content[0] is '#' or '%')
        {
            return;
        }

        if (indent == 0 && (content.StartsWith("---") || content.StartsWith("...")))
        {
            _document += _levels.Count > 0 ? 1 : 0;
            _levels.Clear();
            return;
        }

        TakeContent(content.TrimEnd(), indent);
    }

    private void TakeContent(ReadOnlySpan<char> content, int indent)
    {
        while (_levels.Count <= Deepest && content is ['-', ' ', ..] or ['-'])
        {
            Enter(indent, null);
            var rest = content[1..].TrimStart(' ');
            indent += content.Length - rest.Length;
            content = rest;
        }

        var colon = content.IndexOf(": ");
        colon = colon < 0 && content.EndsWith(":") ? content.Length - 1 : colon;
        if (colon >= 0)
        {
            Enter(indent, content[..colon].Trim("\"' ").ToString());
            TakeScalar(content[(colon + 1)..].Trim(), indent);
        }
        else if (!content.IsEmpty && _levels.TryPeek(out var item) && item.IsItem)
        {
            TakeScalar(content, indent - 1);
        }
    }

    private void TakeScalar(ReadOnlySpan<char> scalar, int indent)
    {
        // Anchors and tags say nothing of the text.
        while (scalar is ['&' or '!', ..])
        {
            var end = scalar.IndexOf(' ');
            scalar = end < 0 ? [] : scalar[end..].TrimStart(' ');
        }

        if (_levels.Count > Deepest || scalar.IsEmpty)
        {
            return;
        }

        if (scalar[0] is '|' or '>')
        {
            _literal = new StringBuilder();
            _literalIndent = indent;
        }
        else
        {
            Add(Unquote(scalar));
        }
    }

    private static string Unquote(ReadOnlySpan<char> scalar) => scalar switch
    {
        ['"', .. var inner, '"'] => inner.ToString().Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal),
        ['\'', .. var inner, '\''] => inner.ToString().Replace("''", "'", StringComparison.Ordinal),
        _ when scalar.IndexOf(" #") is var comment and >= 0 => scalar[..comment].TrimEnd().ToString(),
        _ => scalar.ToString(),
    };

    // Items of a sequence may stand in the same column as the name of the sequence.
    private void Enter(int indent, string? name)
    {
        var count = 0;
        while (_levels.TryPeek(out var top) && (top.Indent > indent || (top.Indent == indent && (name is not null || top.IsItem))))
        {
            count = top.IsItem && name is null && top.Indent == indent ? top.Position + 1 : count;
            _levels.Pop();
        }

        if (_levels.Count <= Deepest)
        {
            _levels.Push(new Level(indent, name ?? $"{count}", name is null, count));
        }
    }

    private void EndLiteral()
    {
        if (_literal is { } text)
        {
            _literal = null;
            Add(text.ToString());
        }
    }

    private void Add(string text)
    {
        if (_levels.TryPeek(out var level))
        {
            _values.Add(new DocumentValue(Path, level.Name, text));
        }
    }

    private readonly record struct Level(int Indent, string Name, bool IsItem, int Position);
}
