using System.Text;

namespace Mim.Ssh.Shell;

/// <summary>Windows PowerShell, which every Windows has, whether its login shell is cmd or PowerShell.</summary>
internal sealed class PowerShellDialect : HostDialect
{
    // What a command line can hold is short, and no script file is left behind: the rest comes over the stream, up to a dot.
    private const string Loader =
        "$in=[IO.StreamReader]::new([Console]::OpenStandardInput());$script='';"
        + "while(($line=$in.ReadLine()) -ne '.'){$script+=$line+[char]10};. ([scriptblock]::Create($script))";

    public override string Command { get; } =
        "powershell -NoProfile -NonInteractive -InputFormat None -OutputFormat Text -EncodedCommand "
        + Convert.ToBase64String(Encoding.Unicode.GetBytes(Loader));

    public override string Greeting(string word, bool isWhole) =>
        $"$word = '{word}'\n$whole = ${(isWhole ? "true" : "false")}\n$largest = {LargestFile}\n{PowerShellScript.Text}\n.\n";

    public override string Question(string verb, string? argument) =>
        argument is null ? $"{verb}\n" : $"{verb} {Convert.ToBase64String(Encoding.UTF8.GetBytes(argument))}\n";

    public override bool IsFolder(string place) => place.EndsWith('\\') || place.EndsWith('/');
}
