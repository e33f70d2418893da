using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Issues certificates.</summary>
[Cmdlet(VerbsCommon.New, Nouns.Certificate, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class NewMachineCertificateCommand : CertificateIssuingCommand
{
    private IssueRun? _run;

    /// <summary>DNS names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] DnsName { get; set; } = [];

    /// <summary>IP addresses.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] IPAddress { get; set; } = [];

    /// <summary>URIs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] Uri { get; set; } = [];

    /// <summary>Mail addresses.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] Email { get; set; } = [];

    /// <summary>The authority that signs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    public string? Authority { get; set; }

    /// <summary>What the certificate is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public CertificateProfile? Profile { get; set; }

    /// <summary>A request whose key is certified.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Csr")]
    public object? CertificateSigningRequest { get; set; }

    private protected override void Process()
    {
        Attempt(Name, Issue);
        Write(_run?.Ready());
    }

    private protected override void End() => Write(_run?.Rest());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Issue()
    {
        var wanted = Wanted();
        if (IsWhatIf)
        {
            Session.Certificates.Check(wanted, StopToken);
        }

        if (ShouldProcess(IssueRun.Describe(wanted), "Issue certificate"))
        {
            _run ??= new IssueRun(this, Session, StopToken);
            _run.Add(wanted);
        }
    }

    private void Write(IEnumerable<IssueResult>? results)
    {
        foreach (var result in results ?? [])
        {
            Write(result.Identity, result.Error, result.Request.Name);
        }
    }

    private NewCertificate Wanted() => Filled(new NewCertificate
    {
        Name = Name,
        DnsNames = DnsName,
        IPAddresses = IPAddress,
        Uris = Uri,
        Emails = Email,
        Subject = Said(Subject),
        Authority = Said(Authority),
        Profile = Profile ?? CertificateProfile.Server,
        KeyAlgorithm = KeyAlgorithm ?? Core.Issuing.KeyAlgorithm.EcdsaP256,
        Request = SigningRequests.Read(CertificateSigningRequest, Files),
    });
}
