using System.Text.Json;

namespace Mim.Core.Discovery.Leaks.Reports;

/// <summary>
/// What was found before and is to be told no more: the keyed hashes of a report of the same store, in either format. By content and never by
/// line, so that what moves stays known and what changes does not.
/// </summary>
public sealed class SecretBaseline
{
    internal const string JsonHash = "hash";
    internal const string SarifHash = "mimSecretHash/v1";

    /// <summary>No report that people read is longer, in octets.</summary>
    public const long LargestReport = 256L << 20;

    private const int HashDigits = 64;

    private readonly HashSet<string> _hashes;

    private SecretBaseline(HashSet<string> hashes) => _hashes = hashes;

    /// <summary>How many secrets it knows.</summary>
    public int Count => _hashes.Count;

    /// <param name="report">All of a report.</param>
    /// <param name="name">The file it is from, for errors.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: it is no JSON.</exception>
    public static SecretBaseline Read(ReadOnlySpan<byte> report, string name)
    {
        var hashes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var reader = new Utf8JsonReader(report, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && (reader.ValueTextEquals(JsonHash) || reader.ValueTextEquals(SarifHash))
                    && reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: HashDigits } hash)
                {
                    hashes.Add(hash);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"{name} is no report of secrets: {exception.Message}", name, exception);
        }

        return new SecretBaseline(hashes);
    }

    public bool Knows(SecretFinding finding) => finding.Hash is { } hash && _hashes.Contains(hash);
}
