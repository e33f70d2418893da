namespace Mim.Core.Risk;

public enum CheckResult
{
    Passed,
    Warning,
    Failed,
    Skipped,
}
