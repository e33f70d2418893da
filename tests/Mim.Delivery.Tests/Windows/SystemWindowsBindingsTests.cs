using Mim.Core.Ports;
using Mim.Delivery.Commands;
using Mim.Delivery.Windows;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Windows;

/// <summary>
/// With stand-ins for the programs of Windows, which know two certificates, keep what is bound in files, and say it in another language.
/// </summary>
[RequiresProgram("sh", "grep")]
public sealed class SystemWindowsBindingsTests : WindowsBindingsContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SystemWindowsBindingsTests()
    {
        Directory.CreateDirectory(_folder["http"]);
        Stand("netsh.exe",
            """
            verb=$2; which=$4; place="$HERE/http/$(echo "$which" | tr -c 'A-Za-z0-9\n' _)"
            case $verb in
            show)
                [ -z "$which" ] && { cat "$HERE"/http/* 2>/dev/null; exit 0; }
                [ -e "$place" ] || { echo 'Das System kann die angegebene Datei nicht finden.'; exit 1; }
                cat "$place" ;;
            delete) rm "$place" ;;
            add|update)
                [ "$verb" = update ] && [ ! -e "$place" ] && exit 1
                [ "$verb" = add ] && [ -e "$place" ] && exit 1
                hash=${5#certhash=}
                case "$hash" in 11*|22*) ;; *) echo 'Falscher Parameter.'; exit 1 ;; esac
                [ "$7" = certstorename=My ] || exit 1
                printf '    Zertifikathash  : %s\n    Anwendungs-ID   : %s\n' "$(echo "$hash" | tr A-F a-f)" "${6#appid=}" > "$place" ;;
            *) exit 9 ;;
            esac
            """);
        Stand("powershell.exe",
            """
            script=$4; place="$HERE/other.$(echo "$script" | grep -q WSMan && echo winrm || echo rdp)"
            case $script in
            *-Enumerate*|*'| ForEach-Object SSL'*) cat "$place" 2>/dev/null; exit 0 ;;
            esac
            case $MIM_BINDING in '*'|RDP-Tcp) ;; *) echo "Es gibt $MIM_BINDING nicht." >&2; exit 1 ;; esac
            case $script in
            *Set-*) echo "$MIM_THUMBPRINT" > "$place" ;;
            *) cat "$place" 2>/dev/null; exit 0 ;;
            esac
            """);
    }

    protected override IWindowsBindings Bindings => new SystemWindowsBindings(
        new LocalCommandRunner(TimeProvider.System), program => _folder[program.Replace('\\', '/').Split('/')[^1]]);

    public void Dispose() => _folder.Dispose();

    protected override string Thumbprint(int number) => string.Concat(Enumerable.Repeat($"{number}", 36)) + "ABCD";

    private void Stand(string program, string script)
    {
        File.WriteAllText(_folder[program], $"#!/bin/sh\nHERE={_folder.Path}\n{script}\n");
        ProgramRunner.Run("chmod", "+x", _folder[program]).Succeeded();
    }
}
