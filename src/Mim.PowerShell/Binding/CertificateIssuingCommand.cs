using System.Management.Automation;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that makes identities with certificates of X.509.</summary>
public abstract class CertificateIssuingCommand : IssuingCommand
{
    /// <summary>Subject in RFC 4514 text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Subject { get; set; }
}
