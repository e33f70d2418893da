using System.Management.Automation;

using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Certifies keys of users and hosts.</summary>
[Cmdlet(VerbsCommon.New, Nouns.SshCertificate, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class NewMachineSshCertificateCommand : SshIssuingCommand
{
    /// <summary>Accounts or hosts it is for.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] Principal { get; set; } = [];

    /// <summary>Certify a host.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter HostCertificate { get; set; }

    /// <summary>The authority that signs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SshAuthorityNameCompleter))]
    public string? Authority { get; set; }

    /// <summary>A key of the inventory to certify.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SshKeyNameCompleter))]
    public string? SshKey { get; set; }

    /// <summary>A public key to certify: a file, or its text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PublicKey { get; set; }

    /// <summary>What servers log.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KeyId { get; set; }

    /// <summary>Serial number.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public ulong? SerialNumber { get; set; }

    /// <summary>The only command it may run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ForceCommand { get; set; }

    /// <summary>Addresses and networks it may be used from.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] SourceAddress { get; set; } = [];

    /// <summary>Demand of security keys that they know their user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter VerifyRequired { get; set; }

    /// <summary>What it allows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[]? Extension { get; set; }

    private protected override void Issue()
    {
        var wanted = FilledForSsh(new NewSshCertificate
        {
            Name = Name,
            Authority = Said(Authority),
            IsForHost = HostCertificate,
            Principals = Principal,
            KeyId = Said(KeyId),
            SerialNumber = SerialNumber,
            KeyName = Said(SshKey),
            PublicKey = PublicKeys.Read(Said(PublicKey), Files),
            CriticalOptions = [.. CriticalOptions()],
            Extensions = SaysNothing(Extension) ? null : [.. Extension!.Select(name => new SshKeyOption(name, null))],
        });
        var principals = wanted.Principals.Count == 0 ? "" : $" ({string.Join(", ", wanted.Principals)})";
        Make(
            $"{wanted.Name}{principals}{(wanted.Authority is null ? "" : $", by {wanted.Authority}")}",
            HostCertificate ? "Issue SSH host certificate" : "Issue SSH certificate",
            () => Session.Ssh.Certificates.Check(wanted, StopToken),
            () => Session.Ssh.Certificates.Issue(wanted, StopToken));
    }

    // An empty column of a CSV file says nothing; an empty list on the command line says none.
    private bool SaysNothing(string[]? extension) => extension is null || (extension.Length == 0 && IsPiped(nameof(Extension)));

    private IEnumerable<SshKeyOption> CriticalOptions()
    {
        if (Said(ForceCommand) is { } command)
        {
            yield return new SshKeyOption("force-command", command);
        }

        if (SourceAddress.Length > 0)
        {
            yield return new SshKeyOption("source-address", string.Join(',', SourceAddress));
        }

        if (VerifyRequired)
        {
            yield return new SshKeyOption("verify-required", null);
        }
    }
}
