using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Makes a root authority, or one below another.</summary>
[Cmdlet(VerbsCommon.New, Nouns.Authority, SupportsShouldProcess = true)]
[OutputType(typeof(CertificateAuthority))]
public sealed class NewMachineCertificateAuthorityCommand : CertificateIssuingCommand
{
    /// <summary>The authority that signs this one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    public string? Parent { get; set; }

    /// <summary>How many authorities may stand below it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public int? PathLength { get; set; }

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

    /// <summary>Where clients fetch its CRL.</summary>
    [Parameter]
    public string[] CrlUrl { get; set; } = [];

    /// <summary>Where clients ask about one certificate.</summary>
    [Parameter]
    public string[] OcspUrl { get; set; } = [];

    /// <summary>Where clients fetch its certificate.</summary>
    [Parameter]
    public string[] IssuerUrl { get; set; } = [];

    /// <summary>How long a CRL is valid.</summary>
    [Parameter]
    [Span]
    public TimeSpan? CrlLifetime { get; set; }

    private protected override void Process() => Attempt(Name, Make);

    private void Make()
    {
        var wanted = Wanted();
        Session.Authorities.Check(wanted, StopToken);
        var action = wanted.Parent is null ? "Make root authority" : $"Make authority below {wanted.Parent}";
        if (ShouldProcess($"{wanted.Name}, {wanted.KeyAlgorithm}", action))
        {
            WriteObject(Session.Authorities.Create(wanted, StopToken));
        }
    }

    private NewAuthority Wanted() => new()
    {
        Name = Name,
        Subject = Said(Subject),
        Parent = Said(Parent),
        KeyAlgorithm = KeyAlgorithm ?? Core.Issuing.KeyAlgorithm.EcdsaP256,
        Lifetime = Lifetime,
        PathLength = PathLength,
        NameConstraints = new NameConstraints
        {
            Permitted = new SubjectNames { Dns = PermittedDns, IPAddresses = PermittedIPAddress, Emails = PermittedEmail, Uris = PermittedUri },
            Excluded = new SubjectNames { Dns = ExcludedDns, IPAddresses = ExcludedIPAddress, Emails = ExcludedEmail, Uris = ExcludedUri },
        },
        CrlUrls = CrlUrl,
        OcspUrls = OcspUrl,
        IssuerUrls = IssuerUrl,
        CrlLifetime = CrlLifetime,
        Owner = Said(Owner),
        Purpose = Said(Purpose),
        Criticality = Criticality ?? Core.Identities.Criticality.Critical,
        Environment = Said(Environment),
        Tags = Tag,
    };
}
