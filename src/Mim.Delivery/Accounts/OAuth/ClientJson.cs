using System.Text;
using System.Text.Json;
using Mim.Core;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.OAuth;

/// <summary>What a server tells of a client (RFC 7591 section 3.2.1).</summary>
internal static class ClientJson
{
    private const int LongestId = 256;
    private const int LongestSecret = 65_536;
    private const int LongestToken = 16_384;
    private const string SecretName = "client_secret";
    private const string TokenName = "registration_access_token";
    private const string EndpointName = "registration_client_uri";
    private const string ExpiryName = "client_secret_expires_at";

    /// <summary>Secrets, and what a client may not say itself (RFC 7592 section 2.2).</summary>
    private static readonly string[] _apart = [SecretName, TokenName, EndpointName, ExpiryName, "client_id_issued_at"];

    /// <summary>The answer, for the caller to dispose.</summary>
    /// <param name="utf8">As it came.</param>
    /// <param name="asked">Whoever answered: tokens go to no other server.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ClientAnswer Read(ReadOnlyMemory<byte> utf8, Uri asked) => OAuthJson.Read(utf8, answer =>
    {
        var id = OAuthJson.Text(answer, "client_id");
        var (expires, endpoint, metadata) = (ExpiryOf(answer), EndpointOf(answer, asked), MetadataOf(answer));
        if (id is not { Length: > 0 and <= LongestId } || id.Any(char.IsControl))
        {
            throw OAuthJson.Strange();
        }

        KeyMaterial? secret = null;
        try
        {
            secret = OAuthJson.Secret(answer, SecretName, LongestSecret);
            return new ClientAnswer
            {
                ClientId = id, Secret = secret, SecretExpiresAt = expires, Endpoint = endpoint, Token = TokenOf(answer), Metadata = metadata,
            };
        }
        catch
        {
            secret?.Dispose();
            throw;
        }
    });

    /// <summary>Goes into the header of a request: no blank, no end of a line.</summary>
    private static KeyMaterial? TokenOf(JsonElement answer)
    {
        var token = OAuthJson.Secret(answer, TokenName, LongestToken);
        if (token is not null && token.Span.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            token.Dispose();
            throw OAuthJson.Strange();
        }

        return token;
    }

    private static string? EndpointOf(JsonElement answer, Uri asked)
    {
        if (OAuthJson.Text(answer, EndpointName) is not { } text)
        {
            return null;
        }

        try
        {
            return Uri.Compare(OAuthRules.Address(text), asked, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
                ? text
                : throw new InvalidDataException("it has the client managed by another server.");
        }
        catch (MimException)
        {
            throw OAuthJson.Strange();
        }
    }

    /// <summary>Seconds since 1970, 0 for never.</summary>
    private static DateTimeOffset? ExpiryOf(JsonElement answer)
    {
        if (!answer.TryGetProperty(ExpiryName, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return !value.TryGetInt64(out var seconds) || seconds < 0 ? throw OAuthJson.Strange()
            : seconds == 0 ? null
            : seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? throw OAuthJson.Strange()
            : DateTimeOffset.FromUnixTimeSeconds(seconds);
    }

    private static string MetadataOf(JsonElement answer)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartObject();
            foreach (var member in answer.EnumerateObject().Where(member => !_apart.Contains(member.Name)))
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(content.ToArray());
    }
}
