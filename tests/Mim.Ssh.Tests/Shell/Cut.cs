namespace Mim.Ssh.Tests.Shell;

/// <summary>When a connection is cut that installs files.</summary>
public enum Cut
{
    BeforeAnything,
    WithinTheContent,
    BeforeItMayGo,
    AfterItMayGo,
}
