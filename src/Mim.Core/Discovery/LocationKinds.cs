namespace Mim.Core.Discovery;

/// <summary>What kinds of place there are.</summary>
public static class LocationKinds
{
    /// <summary>A file; <c>path</c>, or <c>path#entry</c> where it holds several.</summary>
    public const string File = "File";

    /// <summary>
    /// A file on another host, or on any where several share the inventory: <c>host:path</c>, <c>[host]:port:path</c> for another port of SSH than 22; <c>#entry</c> after it as
    /// with files of this machine.
    /// </summary>
    public const string RemoteFile = "RemoteFile";

    /// <summary>A listening server; <c>host:port</c>, or <c>host:port/name</c> where it was asked for another name.</summary>
    public const string Endpoint = "Endpoint";

    /// <summary>
    /// A certificate store of the operating system: <c>CurrentUser/My#fingerprint</c>, with <c>host:</c> before it where several share
    /// the inventory.
    /// </summary>
    public const string CertificateStore = "CertificateStore";

    /// <summary>An account of a system: the system, where it is, and its name there, with spaces between: <c>PostgreSql db1:5432 app</c>.</summary>
    public const string Account = "Account";

    /// <summary>An object that was handed over and lies in no file: <c>InputObject#line:column</c>.</summary>
    public const string InputObject = "InputObject";
}
