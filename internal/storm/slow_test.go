package storm
import ("testing";"context";"fmt";"time")
func TestSlow(t *testing.T){ for s:=uint64(1);s<300;s++{ t0:=time.Now(); r,_:=Play(context.Background(),Story{Seed:s,Plain:[]string{"A.lag","B.lag","A.apart","B.apart"}}); if r.Stats.Steps>1000||time.Since(t0)>time.Second {u:=r.Story.setup();fmt.Println(s,r.Stats.Steps,time.Since(t0),r.Violations,u.String())}}}
