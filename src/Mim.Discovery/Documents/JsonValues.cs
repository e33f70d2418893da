using System.Text.Json;

namespace Mim.Discovery.Documents;

/// <summary>The texts in a JSON document (RFC 8259), as far as it is one.</summary>
internal static class JsonValues
{
    private const int Deepest = 64;

    public static List<DocumentValue> Read(ReadOnlySpan<byte> text, CancellationToken cancellationToken)
    {
        var values = new List<DocumentValue>();
        var names = new Stack<Level>();
        var options = new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest };
        var reader = new Utf8JsonReader(text.TrimStart("\uFEFF"u8), options);
        try
        {
            while (reader.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Take(ref reader, names, values);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Cut short or damaged: what came before it counts.
        }

        return values;
    }

    private static void Take(ref Utf8JsonReader reader, Stack<Level> names, List<DocumentValue> values)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var parent = names.TryPeek(out var outer) ? $"{outer.Path}.{outer.NextName()}" : "0";
                names.Push(new Level(parent, reader.TokenType == JsonTokenType.StartArray));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                names.Pop();
                break;
            case JsonTokenType.PropertyName:
                names.Peek().Name = reader.GetString()!;
                break;
            case JsonTokenType.String when names.TryPeek(out var level):
                values.Add(new DocumentValue(level.Path, level.NextName(), reader.GetString()!));
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null when names.TryPeek(out var level):
                // Counts as an item all the same.
                level.NextName();
                break;
            default:
                break;
        }
    }

    private sealed class Level(string path, bool isArray)
    {
        private int _count;

        public string Path => path;

        public string Name { get; set; } = string.Empty;

        public string NextName() => isArray ? $"{_count++}" : Name;
    }
}
