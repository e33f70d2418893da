namespace Mim.Core.Audit;

public enum ActOutcome
{
    Succeeded,
    Failed,
    Denied,
}
