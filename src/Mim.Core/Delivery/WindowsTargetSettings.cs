namespace Mim.Core.Delivery;

/// <summary>Settings of a certificate store of Windows, and of what is bound to a certificate in it.</summary>
public sealed record WindowsTargetSettings : TargetSettings
{
    public const string DefaultStore = "LocalMachine/My";

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Location and name of the store, such as <c>LocalMachine/My</c>. What is bound takes its certificate from LocalMachine.</summary>
    public required string Store { get; init; }

    /// <summary>
    /// What is bound to the certificate. IIS: <see cref="HttpBinding"/>, as text; Remote Desktop: the name of the terminal; WinRM: the
    /// address of the listener, <c>*</c> for all. Null for the store alone.
    /// </summary>
    public string? Binding { get; init; }

    /// <summary>The account, or its security identifier, that may read the private key besides the system and administrators.</summary>
    public string? KeyReader { get; init; }

    /// <summary>Where the new version must be served; empty for the usual port of the kind on loopback.</summary>
    public IReadOnlyList<ServiceListener> Listeners { get; init; } = [];

    /// <summary>Names that each listener is asked by; empty for that of the binding, else for the DNS names of the certificate.</summary>
    public IReadOnlyList<string> ServerNames { get; init; } = [];

    /// <summary>How long each change of a binding, and the wait until every listener has turned, may take.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    internal override string Place => Binding is null ? Store : $"{Store}:{Binding}";

    internal override FileTargetSettings? FileSettings => null;
}
