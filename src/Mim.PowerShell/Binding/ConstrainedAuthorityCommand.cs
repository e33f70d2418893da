using System.Management.Automation;

using Mim.Core.Issuing;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that says what an authority may issue for (RFC 5280 section 4.2.1.10).</summary>
public abstract class ConstrainedAuthorityCommand : CertificateIssuingCommand
{
    /// <summary>Domains it may issue for.</summary>
    [Parameter]
    [List]
    public string[] PermittedDns { get; set; } = [];

    /// <summary>Domains it may not issue for.</summary>
    [Parameter]
    [List]
    public string[] ExcludedDns { get; set; } = [];

    /// <summary>Address blocks it may issue for.</summary>
    [Parameter]
    [List]
    public string[] PermittedIPAddress { get; set; } = [];

    /// <summary>Address blocks it may not issue for.</summary>
    [Parameter]
    [List]
    public string[] ExcludedIPAddress { get; set; } = [];

    /// <summary>Mailboxes and mail hosts it may issue for.</summary>
    [Parameter]
    [List]
    public string[] PermittedEmail { get; set; } = [];

    /// <summary>Mailboxes and mail hosts it may not issue for.</summary>
    [Parameter]
    [List]
    public string[] ExcludedEmail { get; set; } = [];

    /// <summary>Hosts of URIs it may issue for.</summary>
    [Parameter]
    [List]
    public string[] PermittedUri { get; set; } = [];

    /// <summary>Hosts of URIs it may not issue for.</summary>
    [Parameter]
    [List]
    public string[] ExcludedUri { get; set; } = [];

    private protected NameConstraints Constraints => new()
    {
        Permitted = new SubjectNames { Dns = PermittedDns, IPAddresses = PermittedIPAddress, Emails = PermittedEmail, Uris = PermittedUri },
        Excluded = new SubjectNames { Dns = ExcludedDns, IPAddresses = ExcludedIPAddress, Emails = ExcludedEmail, Uris = ExcludedUri },
    };
}
