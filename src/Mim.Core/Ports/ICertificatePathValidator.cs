using Mim.Core.Risk;

namespace Mim.Core.Ports;

/// <summary>Validates certification paths (RFC 5280 section 6) without any network.</summary>
public interface ICertificatePathValidator
{
    /// <summary>
    /// The checks <c>Path</c>, <c>Dates</c>, <c>HostName</c>, <c>Usage</c>, <c>NameConstraints</c>, <c>Revocation</c>, each once,
    /// whatever the others found.
    /// </summary>
    IReadOnlyList<CertificateCheck> Validate(PathRequest request);
}
