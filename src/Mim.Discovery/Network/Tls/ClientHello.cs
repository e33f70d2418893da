using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mim.Discovery.Network.Tls;

/// <summary>
/// The first message of a handshake (RFC 8446 section 4.1.2): TLS 1.0 to 1.3, everything on offer that some server may insist on,
/// and nothing that needs more than one answer.
/// </summary>
/// <param name="serverName">DNS name to send; null for none.</param>
/// <param name="families">Of certificates that are asked for.</param>
/// <param name="protocol">To offer by ALPN (RFC 7301); null for none.</param>
internal sealed class ClientHello(string? serverName, CertificateFamilies families, string? protocol)
{
    private const int LongestMessage = 4096;
    private const int RecordHeader = 5;
    private const int HandshakeHeader = 4;

    // RFC 7685: some servers hang at hellos of 256 to 511 octets.
    private const int HangsFrom = 256;
    private const int HangsBelow = 512;

    private static readonly IdnMapping _idn = new();

    private readonly byte[]? _serverName = serverName is null ? null : NameOnWire(serverName);
    private readonly byte[] _random = RandomNumberGenerator.GetBytes(32);

    // RFC 8446 appendix D.4: with one, boxes on the way take TLS 1.3 for a resumption.
    private readonly byte[] _session = RandomNumberGenerator.GetBytes(32);

    /// <summary>A whole record; the message in it begins at <see cref="RecordHeader"/>.</summary>
    /// <param name="cookie">What the server wants to hear again, where it asked to try again; empty otherwise.</param>
    public byte[] Record(KeyShare share, ReadOnlySpan<byte> cookie)
    {
        var record = new TlsWriter(stackalloc byte[LongestMessage]);
        record.Octet(22);
        record.Number16((int)TlsVersion.Tls10);
        var fragment = record.Begin();
        record.Octet((byte)HandshakeType.ClientHello);
        record.Octet(0);
        var message = record.Begin();
        record.Number16((int)TlsVersion.Tls12);
        record.Octets(_random);
        record.Octet((byte)_session.Length);
        record.Octets(_session);
        var suites = record.Begin();
        record.Numbers16(CipherSuites.For(families));
        record.End(suites);
        record.Octets([1, 0]);
        var extensions = record.Begin();
        WriteExtensions(ref record, share, cookie);
        Pad(ref record);
        record.End(extensions);
        record.End(message);
        record.End(fragment);
        return record.Written.ToArray();
    }

    /// <summary>What the transcript takes of a record.</summary>
    public static ReadOnlySpan<byte> Message(byte[] record) => record.AsSpan(RecordHeader);

    private void WriteExtensions(ref TlsWriter hello, KeyShare share, ReadOnlySpan<byte> cookie)
    {
        if (_serverName is not null)
        {
            WriteServerName(ref hello, _serverName);
        }

        // OCSP, by whatever responder.
        Write(ref hello, ExtensionType.StatusRequest, [1, 0, 0, 0, 0]);
        WriteList(ref hello, ExtensionType.SupportedGroups, NamedGroups.All);
        Write(ref hello, ExtensionType.PointFormats, [1, 0]);
        WriteList(ref hello, ExtensionType.SignatureAlgorithms, SignatureSchemes.For(families));

        // Who signed the chain is no matter: without this, a server may withhold an ECDSA certificate of an RSA authority.
        WriteList(ref hello, ExtensionType.SignatureAlgorithmsOfCertificates, SignatureSchemes.All);
        Write(ref hello, ExtensionType.SupportedVersions, [8, 3, 4, 3, 3, 3, 2, 3, 1]);
        WriteKeyShare(ref hello, share);
        if (protocol is not null)
        {
            var length = (byte)protocol.Length;
            Write(ref hello, ExtensionType.ApplicationProtocols, [0, (byte)(length + 1), length, .. Encoding.ASCII.GetBytes(protocol)]);
        }

        if (!cookie.IsEmpty)
        {
            var extension = Begin(ref hello, ExtensionType.Cookie);
            hello.Number16(cookie.Length);
            hello.Octets(cookie);
            hello.End(extension);
        }
    }

    // RFC 6066 section 3: A-labels, without a dot at the end.
    private static byte[] NameOnWire(string name)
    {
        try
        {
            return Encoding.ASCII.GetBytes(_idn.GetAscii(name.TrimEnd('.')));
        }
        catch (ArgumentException)
        {
            throw EndpointException.Handshake($"'{name}' is no name to ask a server for");
        }
    }

    private static void WriteServerName(ref TlsWriter hello, byte[] name)
    {
        var extension = Begin(ref hello, ExtensionType.ServerName);
        var list = hello.Begin();
        hello.Octet(0);
        hello.Number16(name.Length);
        hello.Octets(name);
        hello.End(list);
        hello.End(extension);
    }

    private static void WriteKeyShare(ref TlsWriter hello, KeyShare share)
    {
        var extension = Begin(ref hello, ExtensionType.KeyShare);
        var list = hello.Begin();
        hello.Number16((int)share.Group);
        hello.Number16(share.PublicKey.Length);
        hello.Octets(share.PublicKey);
        hello.End(list);
        hello.End(extension);
    }

    private static void WriteList(ref TlsWriter hello, ExtensionType type, ReadOnlySpan<ushort> values)
    {
        var extension = Begin(ref hello, type);
        var list = hello.Begin();
        hello.Numbers16(values);
        hello.End(list);
        hello.End(extension);
    }

    private static void Write(ref TlsWriter hello, ExtensionType type, scoped ReadOnlySpan<byte> content)
    {
        var extension = Begin(ref hello, type);
        hello.Octets(content);
        hello.End(extension);
    }

    private static void Pad(ref TlsWriter record)
    {
        var length = record.Length - RecordHeader;
        if (length is >= HangsFrom and < HangsBelow)
        {
            var extension = Begin(ref record, ExtensionType.Padding);
            record.Zeros(Math.Max(HangsBelow - length - HandshakeHeader, 0));
            record.End(extension);
        }
    }

    private static int Begin(ref TlsWriter hello, ExtensionType type)
    {
        hello.Number16((int)type);
        return hello.Begin();
    }
}
