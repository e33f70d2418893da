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

    /// <summary>JSON; empty for none.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Sends it and reads the reply.</summary>
    /// <exception cref="InvalidDataException">That is none.</exception>
    public async Task<HttpReply> SendAsync(AccountLine line, AccountSettings settings, CancellationToken cancellationToken)
    {
        using var octets = Octets(settings);
        await line.WriteAsync(octets, cancellationToken).ConfigureAwait(false);
        return await HttpReply.ReadAsync(line, cancellationToken).ConfigureAwait(false);
    }

    private KeyMaterial Octets(AccountSettings settings)
    {
        using var request = new SecretWriter();
        var server = settings.Server.Contains(':', StringComparison.Ordinal) ? $"[{settings.Server}]" : settings.Server;
        Write($"{Method} {Path} HTTP/1.1\r\nHost: {server}\r\nUser-Agent: MimModule\r\nAccept: application/json\r\nConnection: close\r\n");
        if (By is not null)
        {
            Write("Authorization: Basic ");
            using var plain = Plain(By);
            request.WriteBase64(plain.Span);
            Write("\r\n");
        }

        if (!Content.IsEmpty || Method != "GET")
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {Content.Length}\r\n"));
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
