using System.Globalization;
using System.Text;
using Mim.Core.Accounts;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Http;

/// <summary>One request (RFC 9112) on a connection of its own, from buffers that are zeroed.</summary>
/// <param name="Method">Such as GET.</param>
/// <param name="Path">Percent-encoded, from the first slash on.</param>
internal sealed record HttpRequest(string Method, string Path)
{
    /// <summary>Who asks, by name and password (Basic, RFC 7617); stays the caller's.</summary>
    public AccountCredential? By { get; init; }

    /// <summary>The token that the asker bears (RFC 6750 section 2.1), in ASCII; stays the caller's.</summary>
    public KeyMaterial? Token { get; init; }

    /// <summary>Empty for none.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Sends it and reads the reply.</summary>
    /// <exception cref="InvalidDataException">That is none.</exception>
    public async Task<HttpReply> SendAsync(AccountLine line, ServerPlace place, CancellationToken cancellationToken)
    {
        using var octets = Octets(place);
        await line.WriteAsync(octets, cancellationToken).ConfigureAwait(false);
        return await HttpReply.ReadAsync(line, cancellationToken).ConfigureAwait(false);
    }

    private KeyMaterial Octets(ServerPlace place)
    {
        using var request = new SecretWriter();
        var server = place.Server.Contains(':', StringComparison.Ordinal) ? $"[{place.Server}]" : place.Server;
        // Servers that make addresses of it are to make the usual ones.
        var port = place.Port is 80 or 443 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{place.Port}");
        Write($"{Method} {Path} HTTP/1.1\r\nHost: {server}{port}\r\nUser-Agent: MimModule\r\nAccept: application/json\r\nConnection: close\r\n");
        if (By is not null)
        {
            Write("Authorization: Basic ");
            using var plain = Plain(By);
            request.WriteBase64(plain.Span);
            Write("\r\n");
        }

        if (Token is not null)
        {
            Write("Authorization: Bearer ");
            request.Write(Token.Span);
            Write("\r\n");
        }

        if (!Content.IsEmpty || Method != "GET")
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"Content-Type: {ContentType}\r\nContent-Length: {Content.Length}\r\n"));
        }

        Write("\r\n");
        request.Write(Content.Span);
        return request.ToKeyMaterial();

        void Write(string text) => request.Write(Encoding.ASCII.GetBytes(text));
    }

    private static KeyMaterial Plain(AccountCredential by)
    {
        using var plain = new SecretWriter();
        plain.Write(Encoding.UTF8.GetBytes($"{by.UserName}:"));
        plain.Write(by.Secret.Span);
        return plain.ToKeyMaterial();
    }
}
