using Mim.Core.Discovery;

namespace Mim.Discovery.Network.Tls;

/// <summary>What a server says when it ends a handshake (RFC 8446 section 6).</summary>
internal static class Alert
{
    private const byte Warning = 1;
    private const byte CloseNotify = 0;
    private const byte HandshakeFailure = 40;
    private const byte InsufficientSecurity = 71;
    private const byte UnrecognizedName = 112;

    /// <summary>Null for a warning, which old servers give before they go on.</summary>
    public static EndpointException? Read(ReadOnlySpan<byte> fragment)
    {
        var reader = new TlsReader(fragment);
        var (level, number) = (reader.Octet(), reader.Octet());
        if (level == Warning && number != CloseNotify)
        {
            return null;
        }

        return number == CloseNotify
            ? new EndpointException(FindingStatus.Reset, "it closed the connection by close_notify")
            : new EndpointException(FindingStatus.HandshakeFailed, $"it refused by the alert {Name(number)} ({number})")
            {
                IsForOtherClients = number != UnrecognizedName,
                IsRefusal = number is HandshakeFailure or InsufficientSecurity,
            };
    }

    private static string Name(byte number) => number switch
    {
        10 => "unexpected_message",
        20 => "bad_record_mac",
        22 => "record_overflow",
        HandshakeFailure => "handshake_failure",
        42 => "bad_certificate",
        47 => "illegal_parameter",
        50 => "decode_error",
        51 => "decrypt_error",
        70 => "protocol_version",
        InsufficientSecurity => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        90 => "user_canceled",
        109 => "missing_extension",
        110 => "unsupported_extension",
        UnrecognizedName => "unrecognized_name",
        116 => "certificate_required",
        120 => "no_application_protocol",
        _ => "unknown",
    };
}
