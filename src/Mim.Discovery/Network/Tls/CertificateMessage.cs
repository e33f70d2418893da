namespace Mim.Discovery.Network.Tls;

/// <summary>The certificates of a server.</summary>
/// <param name="Certificates">DER, the server's own first. Not empty.</param>
/// <param name="Staple">OCSP response; null when there is none in the message.</param>
internal sealed record CertificateMessage(IReadOnlyList<byte[]> Certificates, byte[]? Staple)
{
    private const int MostCertificates = 100;
    private const byte Ocsp = 1;

    /// <summary>RFC 5246 section 7.4.2; the versions before are alike.</summary>
    public static CertificateMessage Parse(ReadOnlySpan<byte> body)
    {
        var list = new TlsReader(new TlsReader(body).Vector24());
        var certificates = new List<byte[]>();
        while (!list.IsEmpty)
        {
            Add(certificates, list.Vector24());
        }

        return Checked(certificates, null);
    }

    /// <summary>RFC 8446 section 4.4.2.</summary>
    public static CertificateMessage Parse13(ReadOnlySpan<byte> body)
    {
        var reader = new TlsReader(body);
        reader.Vector8();
        var list = new TlsReader(reader.Vector24());
        var certificates = new List<byte[]>();
        byte[]? staple = null;
        while (!list.IsEmpty)
        {
            Add(certificates, list.Vector24());
            var stapled = Staple13(list.Vector16());
            staple = certificates.Count == 1 ? stapled : staple;
        }

        return Checked(certificates, staple);
    }

    /// <summary>CertificateStatus (RFC 6066 section 8); null when it is no OCSP response.</summary>
    public static byte[]? ParseStatus(ReadOnlySpan<byte> body)
    {
        var reader = new TlsReader(body);
        return reader.Octet() == Ocsp && reader.Vector24() is { Length: > 0 } response ? response.ToArray() : null;
    }

    private static byte[]? Staple13(ReadOnlySpan<byte> extensions)
    {
        for (var reader = new TlsReader(extensions); !reader.IsEmpty;)
        {
            var type = (ExtensionType)reader.Number16();
            var content = reader.Vector16();
            if (type == ExtensionType.StatusRequest)
            {
                return ParseStatus(content);
            }
        }

        return null;
    }

    private static void Add(List<byte[]> certificates, ReadOnlySpan<byte> certificate)
    {
        if (certificate.IsEmpty || certificates.Count == MostCertificates)
        {
            throw EndpointException.Handshake(
                certificate.IsEmpty ? "one of its certificates is empty" : $"it sent more than {MostCertificates} certificates");
        }

        certificates.Add(certificate.ToArray());
    }

    private static CertificateMessage Checked(List<byte[]> certificates, byte[]? staple) =>
        certificates.Count > 0 ? new CertificateMessage(certificates, staple) : throw EndpointException.Handshake("it sent no certificate");
}
