using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Http;

/// <summary>What an HTTP server answered (RFC 9112): the status and the content.</summary>
internal sealed record HttpReply(int Status, byte[] Content) : IDisposable
{
    /// <summary>Nothing that is of use here is longer.</summary>
    private const int LongestLine = 8192;
    private const int MostHeaders = 100;
    private const int LongestContent = 1_048_576;
    private const int StatusLength = 3;

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Zeroes the content, where that is a secret.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(Content);

    /// <summary>Reads a whole reply.</summary>
    /// <exception cref="InvalidDataException">It is none, or too long.</exception>
    public static async Task<HttpReply> ReadAsync(AccountLine line, CancellationToken cancellationToken)
    {
        var status = StatusOf(await LineAsync(line, cancellationToken).ConfigureAwait(false));
        var headers = await HeadersAsync(line, cancellationToken).ConfigureAwait(false);
        return new HttpReply(status, await ContentAsync(line, status, headers, cancellationToken).ConfigureAwait(false));
    }

    private static int StatusOf(string text) =>
        text.Split(' ') is ["HTTP/1.1" or "HTTP/1.0", { Length: StatusLength } code, ..]
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : throw Strange();

    private static async Task<Dictionary<string, string>> HeadersAsync(AccountLine line, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var number = 0; number < MostHeaders; number++)
        {
            var text = await LineAsync(line, cancellationToken).ConfigureAwait(false);
            if (text.Length == 0)
            {
                return headers;
            }

            var colon = text.IndexOf(':', StringComparison.Ordinal);
            headers[colon > 0 ? text[..colon] : throw Strange()] = text[(colon + 1)..].Trim();
        }

        throw Strange();
    }

    private static async Task<byte[]> ContentAsync(
        AccountLine line, int status, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        const int noContent = 204;
        if (status == noContent)
        {
            return [];
        }

        if (headers.TryGetValue("Transfer-Encoding", out var coding))
        {
            return coding.Equals("chunked", StringComparison.OrdinalIgnoreCase)
                ? await ChunksAsync(line, cancellationToken).ConfigureAwait(false)
                : throw Strange();
        }

        return headers.TryGetValue("Content-Length", out var length)
            ? await line.ReadAsync(Length(length, NumberStyles.None, LongestContent), cancellationToken).ConfigureAwait(false)
            : throw Strange();
    }

    private static async Task<byte[]> ChunksAsync(AccountLine line, CancellationToken cancellationToken)
    {
        using var content = new SecretWriter();
        while (true)
        {
            var head = (await LineAsync(line, cancellationToken).ConfigureAwait(false)).Split(';')[0].Trim();
            var length = Length(head, NumberStyles.AllowHexSpecifier, LongestContent - content.Length);
            if (length == 0)
            {
                await HeadersAsync(line, cancellationToken).ConfigureAwait(false);
                using var whole = content.ToKeyMaterial();
                return whole.Span.ToArray();
            }

            var chunk = await line.ReadAsync(length, cancellationToken).ConfigureAwait(false);
            content.Write(chunk);
            CryptographicOperations.ZeroMemory(chunk);
            _ = await LineAsync(line, cancellationToken).ConfigureAwait(false) is "" ? 0 : throw Strange();
        }
    }

    private static int Length(string text, NumberStyles style, int most) =>
        int.TryParse(text, style, CultureInfo.InvariantCulture, out var length) && length >= 0 && length <= most ? length : throw Strange();

    private static async Task<string> LineAsync(AccountLine line, CancellationToken cancellationToken) =>
        Encoding.Latin1.GetString(await line.ReadLineAsync(LongestLine, cancellationToken).ConfigureAwait(false) ?? throw Strange());

    private static InvalidDataException Strange() => new("it does not speak HTTP, or says too much.");
}
